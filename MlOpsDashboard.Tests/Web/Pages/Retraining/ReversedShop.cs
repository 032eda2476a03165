using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;

namespace MlOpsDashboard.Tests.Web.Pages.Retraining;

/// <summary>A model <c>shop</c> in production, and labels that say the opposite of what it has learned.</summary>
internal static class ReversedShop
{
    /// <summary>Puts it into production and labels rows.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="rows">How many.</param>
    public static async Task ServeAsync(IServiceProvider services, int rows)
    {
        await ServingHost.PromoteAsync(services, "shop", 1);
        var random = new Random(1);
        var items = new List<FeedbackItem>();
        var serving = services.GetRequiredService<PredictionService>();
        for (int row = 0; row < rows; row++)
        {
            double x = Math.Round((random.NextDouble() * 19) - 9.5, 2);
            var answer = new ArrayBufferWriter<byte>();
            string body = FormattableString.Invariant($$$"""{"model_name":"shop","features":{"x":{{{x}}},"colour":"{{{(row % 3 == 0 ? "red" : "blue")}}}"}}""");
            await serving.PredictAsync(Encoding.UTF8.GetBytes(body), null, answer, default);
            items.Add(new FeedbackItem(JsonDocument.Parse(answer.WrittenMemory).RootElement.GetProperty("request_id").GetString()!, x < 0 ? "yes" : "<no>"));
        }

        await services.GetRequiredService<FeedbackService>().AddAsync(items, Actor.Of("ada", UserRole.DataScientist), default);
        var log = services.GetRequiredService<PredictionLog>();
        await Wait.UntilAsync(() => log.Stored == log.Accepted);
    }
}
