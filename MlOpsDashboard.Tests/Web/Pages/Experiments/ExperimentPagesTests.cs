using Bunit;
using MlOpsDashboard.Components.Charts;
using MlOpsDashboard.Components.Pages.Experiments;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Tests.Core.Registry;
using MlOpsDashboard.Tests.Core.Tracking;
using Xunit;
using ExperimentsPage = MlOpsDashboard.Components.Pages.Experiments.Experiments;

namespace MlOpsDashboard.Tests.Web.Pages.Experiments;

public sealed class ExperimentPagesTests : StoredPageTest
{
    [Fact]
    public void Experiments_without_runs_lead_to_training()
    {
        var page = Open<ExperimentsPage>("experiments");
        page.WaitForAssertion(() => Assert.Equal("training", page.Find("a").GetAttribute("href")));
    }

    [Fact]
    public async Task Experiments_show_the_best_run()
    {
        await RegistryHost.RunAsync(Core, 1);
        string best = await RegistryHost.RunAsync(Core, 2);

        var page = Open<ExperimentsPage>("experiments");

        page.WaitForAssertion(() => Assert.Contains($"experiments/runs/{best}", page.Markup, StringComparison.Ordinal));
        Assert.Contains("0.9020", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_of_two_thousand_are_paged_by_the_server_and_their_order_is_in_the_address()
    {
        await ManyRuns.InsertAsync(Core, 2_000);

        var page = Open<ExperimentRuns>("experiments/many?sort=metrics.loss&order=asc&page=2", p => p.Add(c => c.Name, "many"));

        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll("tbody tr").Count));
        // ManyRuns logs the loss 1 / (i + 1): the page begins with the 51st least of them, that of run 1,949.
        Assert.Equal("0.0005128", page.FindAll("tbody tr")[0].QuerySelectorAll("td.figure")[0].TextContent.Trim());
        Assert.Contains("Page 2 of 40", page.Markup, StringComparison.Ordinal);
        Assert.Contains("experiments/many?sort=metrics.loss&order=asc&page=3", page.Find("a[rel=next]").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("ascending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task Runs_that_are_selected_go_to_the_comparison()
    {
        string first = await RegistryHost.RunAsync(Core, 1);
        string second = await RegistryHost.RunAsync(Core, 2);
        var page = Open<ExperimentRuns>("experiments/income", p => p.Add(c => c.Name, "income"));
        page.WaitForState(() => page.FindAll("tbody input").Count == 2);

        await page.FindAll("tbody input")[1].ChangeAsync(new() { Value = true });
        await page.FindAll("tbody input")[0].ChangeAsync(new() { Value = true });
        await Button(page, "Compare 2 runs").ClickAsync();

        Assert.Equal($"/experiments/compare?ids={first},{second}", Address);
    }

    [Fact]
    public async Task Runs_grouped_by_learner_open_and_close()
    {
        var tracking = Core.Get<TrackingService>();
        foreach ((string name, string learner) in (IEnumerable<(string, string)>)[("one", "linear"), ("two", "linear"), ("three", "random_forest")])
        {
            await tracking.StartAsync(new NewRun("income", "ada") { Name = name, Parameters = new Dictionary<string, string> { ["learner"] = learner } }, default);
        }

        var page = Open<ExperimentRuns>("experiments/income?group=learner", p => p.Add(c => c.Name, "income"));
        page.WaitForState(() => page.FindAll(".group").Count == 2);

        Assert.Equal(["Linear model", "Random forest"], page.FindAll(".group-head").Select(head => head.TextContent.Trim()));
        Assert.Contains("2 runs", page.FindAll(".group")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(["one", "two"], Names(page));
        await page.FindAll(".group-head")[1].ClickAsync();
        page.WaitForAssertion(() => Assert.Equal(["one", "three", "two"], Names(page)));
        await page.FindAll(".group-head")[0].ClickAsync();
        page.WaitForAssertion(() => Assert.Equal(["three"], Names(page)));
        Assert.Equal("learner", page.Find("[aria-label='Grouped by'] [aria-current]").TextContent);

        static IEnumerable<string> Names(IRenderedComponent<ExperimentRuns> page) => page.FindAll("tbody th[scope=row]").Select(head => head.TextContent.Trim()).Order();
    }

    [Fact]
    public async Task Runs_grouped_by_what_is_nothing_are_said_so()
    {
        await RegistryHost.RunAsync(Core, 1);
        var page = Open<ExperimentRuns>("experiments/income?group=colour", p => p.Add(c => c.Name, "income"));
        page.WaitForAssertion(() => Assert.Contains("Runs cannot be grouped by 'colour'", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_leads_to_its_parts_and_only_them_are_listed()
    {
        string search = await RegistryHost.RunAsync(Core, 1);
        string trial = (await Core.Get<TrackingService>().StartAsync(new NewRun("income", "ada") { ParentRunId = search, Name = "trial" }, default)).RunId;

        var run = Open<RunPage>($"experiments/runs/{search}?tab=data", p => p.Add(c => c.RunId, search));
        run.WaitForAssertion(() => Assert.Contains("1 run", run.Find(".lineage").TextContent, StringComparison.Ordinal));
        var list = Open<ExperimentRuns>($"experiments/income?parent={search}", p => p.Add(c => c.Name, "income"));

        list.WaitForAssertion(() => Assert.Equal([$"experiments/runs/{trial}"], list.FindAll("tbody a").Select(a => a.GetAttribute("href"))));
    }

    [Fact]
    public async Task Run_shows_a_metrics_interval_beside_it_and_not_as_metrics()
    {
        var tracking = Core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("income", "ada"), default)).RunId;
        await tracking.LogMetricsAsync(id, [new("roc_auc", 0.9, 0, default), new("roc_auc_ci_low", 0.88, 0, default), new("roc_auc_ci_high", 0.925, 0, default)], default);

        IReadOnlyDictionary<string, MetricPoint> metrics = (await Core.Get<RunQueries>().GetAsync(id, default)).Metrics;
        var page = Open<RunMetrics>("", p => p.Add(c => c.Metrics, metrics));
        var list = Open<ExperimentRuns>("experiments/income", p => p.Add(c => c.Name, "income"));

        Assert.Contains("0.8800 to 0.9250", page.FindAll("tr").Single(row => row.QuerySelector("th")!.TextContent.Trim() == "ROC AUC").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("_ci_", page.Markup, StringComparison.Ordinal);
        list.WaitForState(() => list.FindAll("tbody tr").Count > 0);
        Assert.DoesNotContain("_ci_", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_with_an_ensemble_lists_its_members_with_their_runs_and_no_figures_of_folds()
    {
        var tracking = Core.Get<TrackingService>();
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["learner"] = "ensemble",
            ["quantile"] = "0.9",
            ["ensemble.member_01.learner"] = "linear",
            ["ensemble.member_01.trial"] = "2",
            ["ensemble.member_01.weight"] = "0.5833333333333334",
            ["ensemble.member_02.learner"] = "random_forest",
            ["ensemble.member_02.trial"] = "7",
            ["ensemble.member_02.weight"] = "0.4166666666666667",
        };
        string search = (await tracking.StartAsync(new NewRun("income", "ada") { Metric = "pinball", Parameters = parameters }, default)).RunId;
        string trial = (await tracking.StartAsync(new NewRun("income", "ada") { ParentRunId = search, Name = "trial 2: linear" }, default)).RunId;
        await tracking.LogMetricsAsync(search, [new("pinball", 3, 0, default), new("nested_pinball_of_fold", 4, 1, default), new("nested_pinball_of_fold", 5, 2, default)], default);

        var page = Open<RunPage>($"experiments/runs/{search}?tab=parameters", p => p.Add(c => c.RunId, search));

        page.WaitForAssertion(() => Assert.Equal([$"experiments/runs/{trial}"], page.FindAll("[aria-label='Members of the ensemble'] a").Select(a => a.GetAttribute("href"))));
        Assert.Equal(
            ["trial 2 Linear model 58.3 %", "trial 7 Random forest 41.7 %"],
            page.FindAll("[aria-label='Members of the ensemble'] tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim()))));
        Assert.Equal(["learner", "quantile"], page.FindComponent<ParameterList>().FindAll("dt").Select(name => name.TextContent));
        page = Open<RunPage>($"experiments/runs/{search}", p => p.Add(c => c.RunId, search));
        page.WaitForAssertion(() => Assert.Equal(["Pinball loss (quantile 0.9)"], page.FindAll(".metrics th").Select(name => name.TextContent.Trim())));
        Assert.Contains("Pinball loss (quantile 0.9)", page.Find(".stats").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("confidence interval", page.Markup, StringComparison.Ordinal);
        page = Open<RunPage>($"experiments/runs/{search}?tab=steps", p => p.Add(c => c.RunId, search));
        page.WaitForAssertion(() => Assert.Contains(page.FindComponents<LineChart>(), chart => chart.Instance.Title == "Pinball loss, nested, fold by fold"));
    }

    [Fact]
    public async Task Run_of_many_classes_has_a_list_of_areas_in_place_of_a_legend()
    {
        var tracking = Core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.AddArtifactAsync(id, "roc_curve.json", "application/json", """{"series":[{"label":"a","x":[0,1],"y":[0,1],"auc":0.75},{"label":"b","x":[0,1],"y":[0,1],"auc":0.5}]}"""u8.ToArray(), default);
        await tracking.AddArtifactAsync(id, "confusion_matrix.json", "application/json", """{"labels":["a","b","c"],"counts":[[1,0,0],[0,1,0],[0,0,1]]}"""u8.ToArray(), default);

        var page = Open<RunPage>($"experiments/runs/{id}", p => p.Add(c => c.RunId, id));

        page.WaitForAssertion(() => Assert.Equal(["a0.7500", "b0.5000"], page.FindAll(".areas li").Select(item => string.Concat(item.TextContent.Where(letter => !char.IsWhiteSpace(letter))))));
        Assert.False(page.FindComponent<LineChart>().Instance.Legend);
        Assert.Contains("Area under the curve, the first 2 of 3 classes", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_with_an_unknown_order_say_what_is_wrong()
    {
        await RegistryHost.RunAsync(Core, 1);
        var page = Open<ExperimentRuns>("experiments/income?sort=colour", p => p.Add(c => c.Name, "income"));
        page.WaitForAssertion(() => Assert.Contains("sort cannot be", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Comparison_marks_the_best_and_draws_no_line_of_one_dot()
    {
        string first = await RegistryHost.RunAsync(Core, 1);
        string second = await RegistryHost.RunAsync(Core, 2);

        var page = Open<RunCompare>($"experiments/compare?ids={first},{second}");

        page.WaitForAssertion(() => Assert.Contains("0.9020", page.Find("td.best").TextContent, StringComparison.Ordinal));
        Assert.Equal(["depth"], page.FindAll("tr.differs th").Select(th => th.TextContent));
        Assert.Empty(page.FindComponents<LineChart>());
    }

    [Fact]
    public async Task Comparison_of_metrics_by_step_plots_them()
    {
        var tracking = Core.Get<TrackingService>();
        string[] ids = [await StartAsync("one"), await StartAsync("two")];

        var page = Open<RunCompare>($"experiments/compare?ids={ids[0]},{ids[1]}");

        page.WaitForAssertion(() => Assert.Equal(["one", "two"], page.FindComponent<LineChart>().Instance.Series.Select(s => s.Name).Order()));

        async Task<string> StartAsync(string name)
        {
            Run run = await tracking.StartAsync(new NewRun("income", "ada") { Name = name, Metric = "log_loss" }, default);
            await tracking.LogMetricsAsync(run.RunId, [new("log_loss", 0.5, 0, default), new("log_loss", 0.4, 1, default)], default);
            return run.RunId;
        }
    }

    [Fact]
    public async Task Comparison_of_runs_on_other_data_calls_none_the_best()
    {
        var tracking = Core.Get<TrackingService>();
        string first = await RegistryHost.RunAsync(Core, 1);
        Run other = await tracking.StartAsync(new NewRun("income", "ada") { Metric = "roc_auc" }, default);
        await tracking.LogMetricsAsync(other.RunId, [new("roc_auc", 0.99, 0, default)], default);

        var page = Open<RunCompare>($"experiments/compare?ids={first},{other.RunId}");

        page.WaitForAssertion(() => Assert.Contains("learned from different data", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll(".best"));
    }

    [Fact]
    public async Task Run_shows_plots_of_its_files_and_its_lineage()
    {
        string id = await RegistryHost.RunAsync(Core, 1, registerAs: "income");

        var page = Open<RunPage>($"experiments/runs/{id}", p => p.Add(c => c.RunId, id));

        page.WaitForAssertion(() => Assert.Equal(["no", "yes"], page.FindComponent<HeatmapChart>().Instance.XLabels));
        page = Open<RunPage>($"experiments/runs/{id}?tab=data", p => p.Add(c => c.RunId, id));
        page.WaitForState(() => page.FindAll(".lineage").Count == 1);
        Assert.Contains("income:1", page.Find(".lineage").TextContent, StringComparison.Ordinal);
        Assert.Contains("adult:1", page.Find(".lineage").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Register model", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_of_twelve_thousand_points_plots_at_most_two_thousand()
    {
        var tracking = Core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada") { Metric = "loss" }, default)).RunId;
        await tracking.LogMetricsAsync(id, [.. Enumerable.Range(0, 12_000).Select(i => new MetricPoint("loss", Math.Sqrt(i), i, default))], default);

        var page = Open<RunPage>($"experiments/runs/{id}?tab=steps", p => p.Add(c => c.RunId, id));

        page.WaitForAssertion(() => Assert.InRange(page.FindComponent<LineChart>().Instance.Series[0].X.Length, 1_900, 2_000));
        Assert.Contains("of 12,000 points", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_with_a_file_that_is_no_plot_says_so()
    {
        var tracking = Core.Get<TrackingService>();
        string id = (await tracking.StartAsync(new NewRun("e", "ada"), default)).RunId;
        await tracking.AddArtifactAsync(id, "roc_curve.json", "application/json", "{\"series\":7}"u8.ToArray(), default);
        await tracking.AddArtifactAsync(id, "importance.json", "application/json", "{}"u8.ToArray(), default);

        var page = Open<RunPage>($"experiments/runs/{id}", p => p.Add(c => c.RunId, id));

        page.WaitForAssertion(() => Assert.Contains("not plots of ours: roc_curve.json, importance.json", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_that_does_not_exist_is_said_to_be_missing()
    {
        var page = Open<RunPage>("experiments/runs/nobody", p => p.Add(c => c.RunId, "nobody"));
        page.WaitForAssertion(() => Assert.Contains("There is no run nobody.", page.Markup, StringComparison.Ordinal));
    }
}
