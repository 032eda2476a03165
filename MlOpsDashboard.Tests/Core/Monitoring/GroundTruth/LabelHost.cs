using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Serving.Logging;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring.GroundTruth;

/// <summary>A core whose model <c>shop</c> has made predictions.</summary>
internal static class LabelHost
{
    public static async Task<CoreHost> StartAsync(DatasetVersion? data = null, params (string Key, string Value)[] settings)
    {
        CoreHost core = await MonitoringHost.StartAsync(TimeProvider.System, null, settings);
        await ServingHost.PromoteAsync(core, "shop", 1, data);
        return core;
    }

    /// <summary>Asks, and waits until the prediction is stored.</summary>
    public static async Task<(string Id, double Margin)> AskAsync(CoreHost core, double x, string colour = "red") =>
        await AskAsync(core, $$"""{"x":{{x.ToString(CultureInfo.InvariantCulture)}},"colour":"{{colour}}"}""");

    public static async Task<(string Id, double Margin)> AskAsync(CoreHost core, string features, string model = "\"model_name\":\"shop\"")
    {
        JsonElement answer = await ServingHost.AskAsync(core, $"{{{model},\"features\":{features}}}");
        var log = core.Get<PredictionLog>();
        await Wait.UntilAsync(() => log.Stored == log.Accepted);
        float[] shares = [.. answer.GetProperty("probabilities").EnumerateObject().Select(p => p.Value.GetSingle())];
        return (answer.GetProperty("request_id").GetString()!, Math.Abs((double)shares[0] - shares[1]));
    }

    public static async Task TellAsync(CoreHost core, string id, string actual) => Assert.Equal(
        FeedbackStatus.Accepted,
        (await core.Get<FeedbackService>().AddAsync([new FeedbackItem(id, actual)], "ada", default)).Single().Status);

    public static async Task<string> TextAsync(CoreHost core, DatasetVersion version)
    {
        await using Stream content = await core.Get<DatasetService>().OpenContentAsync(version.Dataset, version.Version, default);
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync();
    }
}
