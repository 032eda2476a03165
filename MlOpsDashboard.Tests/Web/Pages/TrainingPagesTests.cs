using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Pages.Training;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tracking;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Core.Training.Requests;
using MlOpsDashboard.Tests.Core.Training;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

public sealed class TrainingPagesTests : ComponentTest
{
    private CoreHost _core = null!;

    [Fact]
    public void Without_data_the_page_says_what_to_do_first()
    {
        IRenderedComponent<TrainingJobs> page = Render<TrainingJobs>();

        page.WaitForState(() => page.Markup.Contains("There is no data to learn from yet", StringComparison.Ordinal));
        Assert.NotNull(page.Find("a[href=data]"));
    }

    [Fact]
    public async Task A_job_is_started_from_the_form_and_followed_on_its_page()
    {
        await TrainingHost.StoreAsync(_core);
        IRenderedComponent<TrainingJobs> page = Render<TrainingJobs>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        page.Find("input[name=trials]").Change("2");
        page.Find("form").Submit();

        var navigation = Services.GetRequiredService<NavigationManager>();
        page.WaitForState(() => navigation.Uri.Contains("/training/", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        string jobId = navigation.Uri[(navigation.Uri.LastIndexOf('/') + 1)..];
        IRenderedComponent<JobPage> job = Render<JobPage>(parameters => parameters.Add(component => component.JobId, jobId));

        job.WaitForState(() => job.Markup.Contains("See shop:1", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
        IElement link = job.FindAll("a").Single(anchor => anchor.TextContent == "See shop:1");
        Assert.Equal("registry/shop?version=1", link.GetAttribute("href"));
        Assert.Contains("succeeded", job.Markup, StringComparison.Ordinal);
        Assert.Single(job.FindAll("td.best"));
        Assert.NotEmpty(job.FindAll(".log li"));
        job.WaitForAssertion(() => Assert.Matches(@"ROC AUC.*\(0\.\d+ to (0\.\d+|1)\)", job.Find("[aria-labelledby=held-out] .stat").TextContent.ReplaceLineEndings(" ")));
        Assert.DoesNotContain(job.FindAll("button"), button => button.TextContent.Contains("Stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_search_shows_which_hyper_parameters_mattered()
    {
        await TrainingHost.StoreAsync(_core);
        string jobId = (await _core.Get<TrainingService>().StartAsync(
            TrainingHost.Quick with { Learners = ["linear"], Trials = 8 }, "ann", null, default)).JobId;
        TrainingJob ended = await TrainingHost.EndAsync(_core, jobId);
        IReadOnlyList<TrainingTrial> trials = await _core.Get<TrainingService>().TrialsAsync(jobId, default);
        SearchInsight insight = Assert.Single(SearchInsight.Of(trials, ended.BestMetric));

        IRenderedComponent<SearchStudy> study = Render<SearchStudy>(parameters => parameters
            .Add(component => component.Trials, trials)
            .Add(component => component.Metric, ended.BestMetric));

        study.WaitForState(() => study.FindAll("polyline").Count > 0, TimeSpan.FromSeconds(60));
        Assert.Equal(8, insight.Points.Count);
        Assert.Equal(1, insight.Parameters.Sum(parameter => parameter.Share!.Value), 9);
        Assert.All(insight.Points, point => Assert.All(point.Places, place => Assert.InRange(place, 0, 1)));
        Assert.Equal(8, study.FindAll("polyline").Count);
        SearchedParameter first = insight.Parameters.MaxBy(parameter => parameter.Share)!;
        Assert.StartsWith($"{first.Name} explains", study.Find("p.muted").TextContent, StringComparison.Ordinal);
        IReadOnlyList<IReadOnlyList<double>> plane = insight.Plane(0, insight.Parameters.Count - 1, 5);
        Assert.Equal((5, 5), (plane.Count, plane[0].Count));
        Assert.All(plane.SelectMany(row => row), loss => Assert.InRange(loss, insight.Points.Min(point => point.Loss), insight.Points.Max(point => point.Loss)));
    }

    [Fact]
    public async Task Steps_of_feature_engineering_are_put_together_on_the_form()
    {
        await TrainingHost.StoreAsync(_core);
        IRenderedComponent<TrainingJobs> page = Render<TrainingJobs>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        IRenderedComponent<FeatureStepsEditor> editor = page.FindComponent<FeatureStepsEditor>();
        IElement Button(string text) => editor.FindAll("button").First(button => button.TextContent.Contains(text, StringComparison.Ordinal));
        Button("Add a step").Click();
        Button("Add a step").Click();
        page.Find("form").Submit();

        page.WaitForState(() => editor.FindAll(".message").Count > 0);
        Assert.Equal(2, editor.FindAll(".message").Count);
        Assert.All(editor.FindAll(".message"), message => Assert.Equal("Choose at least one column.", message.TextContent));

        // Found and clicked between two renders, of which the refusal may still cause one.
        await page.InvokeAsync(() => Button("Remove").Click());
        page.WaitForState(() => editor.Instance.Steps.Count == 1);
        FeatureStepDraft step = Assert.Single(editor.Instance.Steps);
        step.Choose("binning");
        step.Columns = ["x"];
        step.Set("bins", 4);
        page.Find("form").Submit();

        var navigation = Services.GetRequiredService<NavigationManager>();
        page.WaitForState(() => navigation.Uri.Contains("/training/", StringComparison.Ordinal), TimeSpan.FromSeconds(20));
        TrainingJob job = Assert.Single((await _core.Get<TrainingService>().ListAsync(new PageQuery(), default)).Items);
        FeatureStepRequest asked = Assert.Single(job.Request.FeatureSteps!);
        Assert.Equal(("binning", "x", 4), (asked.Kind, Assert.Single(asked.Columns!), asked.Parameters!["bins"].GetInt32()));
        await _core.Get<TrainingService>().CancelAsync(job.JobId, "ann", default);
    }

    [Fact]
    public async Task A_mistake_is_told_at_its_field()
    {
        await TrainingHost.StoreAsync(_core);
        IRenderedComponent<TrainingJobs> page = Render<TrainingJobs>();
        page.WaitForState(() => page.FindAll("form").Count == 1);
        page.Find("input[name=time_budget_seconds]").Change("-1");
        page.Find("form").Submit();

        page.WaitForState(() => page.FindAll(".message").Count > 0);
        Assert.Contains("Time at most (s) must be more than 0", page.Find(".message").TextContent, StringComparison.Ordinal);
        Assert.Empty((await _core.Get<TrainingService>().ListAsync(new PageQuery(), default)).Items);
    }

    [Fact]
    public async Task The_winner_is_told_with_its_calibration_error_and_the_interval_of_the_outer_folds()
    {
        await TrainingHost.StoreAsync(_core);
        string jobId = (await _core.Get<TrainingService>().StartAsync(
            TrainingHost.Quick with { Learners = null, Trials = 1, Calibration = "platt", Validation = new ValidationRequest { Kind = "nested", OuterFolds = 2 } },
            "ann",
            null,
            default)).JobId;
        TrainingJob ended = await TrainingHost.EndAsync(_core, jobId);

        IRenderedComponent<HeldOutResult> result = Render<HeldOutResult>(parameters => parameters.Add(component => component.RunId, ended.RunId));

        result.WaitForState(() => result.FindAll(".nested").Count == 1);
        Assert.Matches(@"\(95\u00A0% interval .+ to .+\)", result.Find(".nested").TextContent);
        Assert.Contains(result.FindAll(".stat"), stat =>
            stat.TextContent.Contains("Calibration error (ECE)", StringComparison.Ordinal) && stat.TextContent.Contains("before calibration", StringComparison.Ordinal));
        Assert.Equal(1, TrialWords.Done(ended));
        Assert.Equal(2, ended.TrialsDone);
    }

    [Theory]
    [InlineData(null, "Positive class: yes (default: the one that says yes).")]
    [InlineData("no", "Positive class: no (named in the request).")]
    public async Task The_positive_class_of_the_winner_is_told_with_its_figures(string? positive, string words)
    {
        await TrainingHost.StoreAsync(_core);
        string jobId = (await _core.Get<TrainingService>().StartAsync(TrainingHost.Quick with { Trials = 1, PositiveClass = positive }, "ann", null, default)).JobId;
        TrainingJob ended = await TrainingHost.EndAsync(_core, jobId);

        IRenderedComponent<HeldOutResult> result = Render<HeldOutResult>(parameters => parameters.Add(component => component.RunId, ended.RunId));

        result.WaitForAssertion(() => Assert.Contains(words, result.Markup, StringComparison.Ordinal));
        Assert.Contains(result.FindAll(".stat"), stat => stat.TextContent.Contains("Recall", StringComparison.Ordinal));
        ModelVersion version = (await _core.Get<RegistryService>().FindByRunAsync(ended.RunId!, default))!;
        Assert.Equal(positive ?? "yes (default: the one that says yes)", SignatureRows.Of(version)["positive class"]);
    }

    [Theory]
    [InlineData(0.000065, "< 0.001 s")]
    [InlineData(0.0214, "0.021 s")]
    [InlineData(12.44, "12.4 s")]
    public void The_time_of_a_trial_has_a_unit(double seconds, string words) => Assert.Equal(words, TrialWords.Time(seconds));

    [Fact]
    public async Task A_running_job_is_stopped_from_its_page()
    {
        await TrainingHost.StoreAsync(_core);
        string jobId = (await _core.Get<TrainingService>().StartAsync(TrainingHost.Long, "ann", null, default)).JobId;
        IRenderedComponent<JobPage> page = Render<JobPage>(parameters => parameters.Add(component => component.JobId, jobId));
        page.WaitForState(() => page.FindAll("tbody tr").Count > 1, TimeSpan.FromSeconds(30));

        page.FindAll("button").Single(button => button.TextContent.Contains("Stop", StringComparison.Ordinal)).Click();

        page.WaitForState(() => page.Markup.Contains("Stopped. The best model until then is kept.", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
        Assert.Equal("ann", (await _core.Get<TrainingService>().GetAsync(jobId, default)).CancelledBy);
    }

    [Fact]
    public void An_unknown_job_is_said_to_be_unknown()
    {
        IRenderedComponent<JobPage> page = Render<JobPage>(parameters => parameters.Add(component => component.JobId, "none"));

        page.WaitForState(() => page.Markup.Contains("There is no training job none", StringComparison.Ordinal));
    }

    protected override async Task PrepareAsync()
    {
        _core = await TrainingHost.StartAsync();
        Services.AddSingleton(_core.Get<TrainingService>());
        Services.AddSingleton(_core.Get<TrainingFeed>());
        Services.AddSingleton(_core.Get<RunQueries>());
        Services.AddSingleton(_core.Get<DatasetService>());
        Services.AddSingleton(_core.Get<RegistryService>());
        SignIn("ann");
    }

    protected override async Task CleanUpAsync() => await _core.DisposeAsync();
}
