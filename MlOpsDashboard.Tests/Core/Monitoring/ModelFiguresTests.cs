using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Core.Monitoring.Exposition;
using MlOpsDashboard.Core.Monitoring.Figures;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Monitoring.Live;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Tests.Core.Serving;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Monitoring;

public sealed class ModelFiguresTests
{
    [Fact]
    public async Task Accuracy_and_size_are_those_of_the_labelled_predictions_and_the_artifact()
    {
        await using CoreHost core = await MonitoringHost.StartAsync(TimeProvider.System, null, ("Monitoring:FiguresSeconds", "1"));
        string modelId = await ServingHost.PromoteAsync(core, "shop", 1);
        int right = 0;
        var items = new List<FeedbackItem>();
        for (int i = 0; i < 20; i++)
        {
            string x = (i - 10).ToString(CultureInfo.InvariantCulture);
            JsonElement answer = await ServingHost.AskAsync(core, $$"""{"model_name":"shop","features":{"x":{{x}},"colour":"red"} }""");
            string truth = i % 3 == 0 ? "yes" : "<no>";
            right += answer.GetProperty("prediction").GetString() == truth ? 1 : 0;
            items.Add(new FeedbackItem(answer.GetProperty("request_id").GetString()!, truth));
        }

        await core.Get<FeedbackService>().AddAsync(items, "ada", default);
        long bytes = (await core.Get<RegistryService>().GetAsync(modelId, default)).Bytes;
        string labels = """{model="shop",version="1"}""";
        string[] expected =
        [
            string.Create(CultureInfo.InvariantCulture, $"model_accuracy{labels} {right / 20.0:R}\n"),
            $"model_labelled_predictions{labels} 20\n",
            string.Create(CultureInfo.InvariantCulture, $"model_size_bytes{labels} {bytes}\n"),
        ];

        var collector = core.Get<MetricsCollector>();
        await Wait.UntilAsync(async () => await collector.ReadAsync() is var text && expected.All(line => text.Contains(line, StringComparison.Ordinal)));
        Assert.DoesNotContain("model_rmse{", await collector.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_numbers_has_an_rmse_and_no_accuracy_and_leaves_with_its_figures()
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        var figures = new ModelFigures();
        _ = new MonitoringMeter(factory, figures, new LiveMetrics(TimeProvider.System));
        using var collector = new MetricsCollector(Meters.All, factory);

        figures.All = [new ModelFigure("price", 2, null, 30, null, 4.5)];
        string text = await collector.ReadAsync();
        Assert.Contains("""model_rmse{model="price",version="2"} 4.5""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("model_accuracy{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("""model_size_bytes{model="price",version="2"}""", text, StringComparison.Ordinal);

        figures.All = [];
        Assert.DoesNotContain("model_rmse{", await collector.ReadAsync(), StringComparison.Ordinal);
    }
}
