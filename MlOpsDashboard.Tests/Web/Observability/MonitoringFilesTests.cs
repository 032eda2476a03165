using System.Text.Json;
using System.Text.RegularExpressions;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Observability;

/// <summary>deploy/monitoring speaks of what the program really exposes.</summary>
[Collection(ObservedTests.Name)]
public sealed partial class MonitoringFilesTests(ObservedApp observed)
{
    /// <summary>Series that only come when something goes wrong or a model is of another kind; each with where it comes from.</summary>
    private static readonly Dictionary<string, string> s_onDemand = new(StringComparer.Ordinal)
    {
        ["up"] = "Prometheus itself",
        ["model_rmse"] = "models that predict a number: see ModelFiguresTests",
    };

    [Fact]
    public async Task Every_metric_that_the_dashboard_and_the_rules_name_exists()
    {
        IReadOnlySet<string> exposed = MetricNames.Exposed(await observed.ReadMetricsAsync());
        string[] expressions = [.. Panels().SelectMany(Expressions), .. Rules(), .. Variables()];

        Assert.True(expressions.Length > 30);
        IEnumerable<string> named = expressions.SelectMany(MetricNames.In).Distinct(StringComparer.Ordinal);
        Assert.Equal([], named.Except(exposed).Except(s_onDemand.Keys));
    }

    [Fact]
    public void The_dashboard_can_be_imported_and_its_panels_lie_side_by_side()
    {
        JsonElement dashboard = Dashboard();
        Assert.Equal("mlops-dashboard", dashboard.GetProperty("uid").GetString());
        Assert.True(dashboard.GetProperty("schemaVersion").GetInt32() >= 36);
        Assert.Equal("DS_PROMETHEUS", dashboard.GetProperty("__inputs")[0].GetProperty("name").GetString());
        Assert.Equal(Panels().Count, Panels().Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        var taken = new HashSet<(int X, int Y)>();
        foreach (JsonElement panel in Panels())
        {
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            JsonElement place = panel.GetProperty("gridPos");
            (int x, int y, int w, int h) = (Number(place, "x"), Number(place, "y"), Number(place, "w"), Number(place, "h"));
            Assert.InRange(x + w, 1, 24);
            Assert.All(Enumerable.Range(0, w * h), cell => Assert.True(taken.Add((x + (cell % w), y + (cell / w))), panel.GetProperty("title").GetString()));
            Assert.All(Expressions(panel), expression => Assert.NotEmpty(MetricNames.In(expression)));
            Assert.True(panel.GetProperty("type").GetString() == "row" || panel.GetProperty("datasource").GetProperty("uid").GetString() == "${DS_PROMETHEUS}");
        }
    }

    [Theory]
    [InlineData("sum by (model, le) (rate(a_bucket{model=\"x\"}[5m])) / b_total > 0.01", "a_bucket b_total")]
    [InlineData("m < avg_over_time(m[7d] offset 1d) - 0.05 and on (model) n >= 2e2 or vector(0)", "m n")]
    public void Metrics_of_an_expression_are_told_from_its_words(string expression, string names) =>
        Assert.Equal(names.Split(' ').Order(), MetricNames.In(expression).Order());

    private static JsonElement Dashboard() => JsonElement.Parse(File.ReadAllText(RepositoryFolder.Combine("deploy", "monitoring", "grafana-dashboard.json")));

    private static IReadOnlyList<JsonElement> Panels() => [.. Dashboard().GetProperty("panels").EnumerateArray()];

    private static IEnumerable<string> Expressions(JsonElement panel) => panel.TryGetProperty("targets", out JsonElement targets)
        ? targets.EnumerateArray().Select(target => target.GetProperty("expr").GetString()!)
        : [];

    private static IEnumerable<string> Variables() => Dashboard().GetProperty("templating").GetProperty("list").EnumerateArray()
        .Select(variable => Variable().Match(variable.GetProperty("definition").GetString()!).Groups["metric"].Value);

    // An expression stands behind "expr:", or indented below "expr: |".
    private static IEnumerable<string> Rules() => Rule()
        .Matches(File.ReadAllText(RepositoryFolder.Combine("deploy", "monitoring", "alerts.yml")))
        .Select(match => match.Groups["expression"].Value);

    private static int Number(JsonElement place, string name) => place.GetProperty(name).GetInt32();

    [GeneratedRegex(@"^label_values\((?<metric>\w+), \w+\)$")]
    private static partial Regex Variable();

    [GeneratedRegex(@"expr: (?:\|\n)?(?<expression>[^\n]+(?:\n {10,}[^\n]+)*)")]
    private static partial Regex Rule();
}
