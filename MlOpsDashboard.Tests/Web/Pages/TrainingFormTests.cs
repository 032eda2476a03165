using System.Globalization;
using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MlOpsDashboard.Components.Controls;
using MlOpsDashboard.Components.Pages.Training;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Training;
using MlOpsDashboard.Tests.Core.Training;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages;

public sealed class TrainingFormTests : ComponentTest
{
    private CoreHost _core = null!;

    [Fact]
    public async Task Metrics_and_choices_are_those_of_the_task_that_the_target_means()
    {
        IRenderedComponent<TrainingForm> form = await FormAsync("grade,x", row => $"{row % 4},{row % 17}", "grade");

        form.WaitForAssertion(() => Assert.Contains("one of several classes", form.Markup, StringComparison.Ordinal));
        Assert.Contains("What its values suggest", form.FindComponent<Choice<TaskKind?>>().Markup, StringComparison.Ordinal);
        Assert.Contains("log_loss", Offered(form));
        Assert.DoesNotContain("rmse", Offered(form));
        Assert.True(form.FindComponents<Choice<string>>().Single(field => Named(field, "Say the positive class from")).Instance.Disabled);

        await ChooseAsync(form, "Predict it as", (TaskKind?)TaskKind.Regression);
        await ChooseAsync(form, "Validation", ValidationStrategy.KFold);
        IRenderedComponent<NumberInput<int>> folds = form.FindComponents<NumberInput<int>>().Single(field => field.Instance.Name == "folds");
        await form.InvokeAsync(() => folds.Instance.ValueChanged.InvokeAsync(7));
        await ChooseAsync(form, "Validation", ValidationStrategy.Time);

        Assert.Contains("rmse", Offered(form));
        Assert.DoesNotContain("log_loss", Offered(form));
        form.Find("form").Submit();
        TrainingJob job = await StartedAsync();
        Assert.Equal(("regression", 5), (job.Request.Task, job.Request.Validation!.Folds));
    }

    [Theory]
    [InlineData(false, "Stayed (default: the last in order)")]
    [InlineData(true, "1 (default: the one that says yes)")]
    public async Task The_positive_class_is_chosen_from_the_two_of_the_target(bool numbers, string usual)
    {
        string[] classes = numbers ? ["0", "1"] : ["Churned", "Stayed"];
        IRenderedComponent<TrainingForm> form = await FormAsync("status,grade,x", row => $"{classes[row % 2]},{row % 5},{row % 17}", "status");
        IEnumerable<KeyValuePair<string, string>> offered = form.FindComponents<Choice<string>>().Single(field => Named(field, "Positive class")).Instance.Named!;
        Assert.Equal([("", usual), (classes[0], classes[0])], offered.Select(choice => (choice.Key, choice.Value)));

        await ChooseAsync(form, "Positive class", classes[0]);
        await ChooseAsync(form, "Column to predict", "grade");
        form.WaitForState(() => !form.Markup.Contains("Positive class", StringComparison.Ordinal));
        await ChooseAsync(form, "Column to predict", "status");
        form.WaitForState(() => form.Markup.Contains("Positive class", StringComparison.Ordinal));
        Assert.Equal("", form.FindComponents<Choice<string>>().Single(field => Named(field, "Positive class")).Instance.Value);
        await ChooseAsync(form, "Positive class", classes[0]);
        form.Find("form").Submit();

        Assert.Equal(classes[0], (await StartedAsync()).Request.PositiveClass);
    }

    [Fact]
    public async Task Times_are_asked_for_with_validation_in_time_only_and_dates_come_first()
    {
        IRenderedComponent<TrainingForm> form = await FormAsync(
            "grade,x,town,at", row => $"{row % 4},{row % 17},{(row % 3 == 0 ? "a" : "b")},2026-01-{1 + (row % 28):00}T10:00:00Z", "grade");
        Assert.DoesNotContain("Column of the times", form.Markup, StringComparison.Ordinal);

        await ChooseAsync(form, "Validation", ValidationStrategy.Time);
        Choice<string> times = form.FindComponents<Choice<string>>().Single(field => Named(field, "Column of the times")).Instance;
        Assert.Equal(["at", "x"], times.Items);
        await ChooseAsync(form, "Column of the times", "at");
        form.Find("form").Submit();

        Assert.Equal("at", (await StartedAsync()).Request.Validation!.TimeColumn);
    }

    [Fact]
    public async Task Everything_that_the_form_knows_to_be_missing_is_marked_at_once_in_its_own_words()
    {
        IRenderedComponent<TrainingForm> form = await FormAsync("grade,x", row => $"{row % 4},{row % 17}", "grade");
        foreach (ILearner learner in LearnerCatalog.All)
        {
            form.Find($"input[value={learner.Name}]").Change(false);
        }

        form.WaitForAssertion(() => Assert.Contains("Without the baseline", form.Markup, StringComparison.Ordinal));
        await ChooseAsync(form, "Validation", ValidationStrategy.Group);
        form.Find("input[name=outer_folds]").Change("99");
        form.Find("input[name=trials]").Change("0");
        Assert.False(form.Find("details").HasAttribute("open"));
        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Equal(
            [
                "Trials at most must be from 1 to 1000, not 0.",
                "Choose the column whose values are the groups.",
                "Choose at least one.",
            ],
            form.FindAll(".message").Select(message => message.TextContent).Take(3)));
        string[] told = [.. form.FindAll(".error-panel p").Select(line => line.TextContent)];
        Assert.Contains("Learners: Choose at least one.", told);
        Assert.Contains("Column of the groups: Choose the column whose values are the groups.", told);
        Assert.DoesNotContain(told, line => line.Contains("validation.", StringComparison.Ordinal) || line.Contains("learners", StringComparison.Ordinal));
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public async Task Mistake_under_advanced_opens_it()
    {
        IRenderedComponent<TrainingForm> form = await FormAsync("grade,x", row => $"{row % 4},{row % 17}", "grade");
        form.Find("input[name=parallel_trials]").Change("1000");
        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.True(form.Find("details").HasAttribute("open")));
        Assert.StartsWith("Trials at once must be from 1 to", form.Find(".message").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_give_the_target_away_are_left_out_by_a_click()
    {
        IRenderedComponent<TrainingForm> form = await FormAsync(
            "instant,temp,casual,registered,cnt", row => $"{row + 1},{row * 11 % 50},{row * 7 % 31},{row * 13 % 57},{(row * 7 % 31) + (row * 13 % 57)}", "cnt");

        form.WaitForAssertion(() => Assert.Contains("together they are the target", form.Find(".leak").TextContent, StringComparison.Ordinal));
        form.FindAll(".leak button").Single().Click();

        form.WaitForState(() => form.FindAll(".leak").Count == 0);
        form.Find("form").Submit();
        Assert.Equal(["temp"], (await StartedAsync()).Request.Features!);
    }

    [Fact]
    public async Task An_earlier_version_is_chosen()
    {
        await StoreAsync("grade,x", row => $"{row % 4},{row % 17}", "grade");
        IRenderedComponent<TrainingForm> form = await FormAsync("grade,y", row => $"{row % 3},{row % 17}", "grade");
        form.WaitForState(() => form.Markup.Contains("2 (the latest)", StringComparison.Ordinal));

        IRenderedComponent<Choice<int?>> version = form.FindComponent<Choice<int?>>();
        await form.InvokeAsync(() => version.Instance.ValueChanged.InvokeAsync(1));

        form.WaitForState(() => form.Markup.Contains("version 1, 200 rows", StringComparison.Ordinal));
        form.Find("form").Submit();
        Assert.Equal(1, (await StartedAsync()).Request.DatasetVersion);
    }

    [Fact]
    public async Task Fixed_hyper_parameters_are_asked_for_and_no_others()
    {
        IRenderedComponent<TrainingForm> form = await FormAsync("grade,x", row => $"{row % 2},{row % 17}", "grade");
        IRenderedComponent<FixedParametersEditor> editor = form.FindComponent<FixedParametersEditor>();
        Add();
        await ChooseAsync(form, "Learner of hyper-parameter 1", "gradient_boosting");
        await ChooseAsync(form, "Hyper-parameter 1", "sampling");
        Assert.Empty(form.FindAll("input[name=goss_top]"));
        await ChooseAsync(form, "Sampling of Gradient boosting", "goss");
        form.Find("input[name=goss_top]").Change("0.3");
        Add();
        await ChooseAsync(form, "Hyper-parameter 2", "rounds");
        form.Find("input[name=rounds]").Change("0");
        Add();
        await ChooseAsync(form, "Hyper-parameter 3", "monotone");
        await form.InvokeAsync(() => editor.FindComponents<Choices>()[0].Instance.ValueChanged.InvokeAsync(["x"]));
        Add();
        await ChooseAsync(form, "Learner of hyper-parameter 4", "neural_network");
        await ChooseAsync(form, "Hyper-parameter 4", "schedule");
        form.Find("input[value=neural_network]").Change(false);
        form.WaitForAssertion(() => Assert.Contains("Not among the chosen learners", editor.Markup, StringComparison.Ordinal));
        form.Find("form").Submit();

        form.WaitForAssertion(() => Assert.Equal("It must be a whole number from 1 to 100,000.", form.Find(".message").TextContent));

        // Found and changed between two renders, of which the refusal may still cause one.
        await form.InvokeAsync(() => form.Find("input[name=rounds]").Change("40"));
        form.WaitForState(() => form.FindAll(".message").Count == 0);
        await form.InvokeAsync(() => form.Find("form").Submit());

        (string learner, System.Text.Json.JsonElement values) = Assert.Single((await StartedAsync()).Request.Hyperparameters!);
        Assert.Equal("gradient_boosting", learner);
        Assert.Equal("""{"sampling":"goss","goss_top":0.3,"goss_other":0.1,"rounds":40,"monotone":"x:up"}""", values.GetRawText());

        void Add() => editor.FindAll("button").Single(button => button.TextContent.Contains("Fix a hyper-parameter", StringComparison.Ordinal)).Click();
    }

    protected override async Task PrepareAsync()
    {
        _core = await TrainingHost.StartAsync();
        Services.AddSingleton(_core.Get<TrainingService>());
        Services.AddSingleton(_core.Get<DatasetService>());
        SignIn("ann");
    }

    protected override async Task CleanUpAsync() => await _core.DisposeAsync();

    private static bool Named<T>(IRenderedComponent<Choice<T>> field, string label) => field.Instance.AccessibleName == label;

    private static Task ChooseAsync<T>(IRenderedComponent<TrainingForm> form, string label, T value)
    {
        form.WaitForState(() => form.FindComponents<Choice<T>>().Any(field => Named(field, label)));
        IRenderedComponent<Choice<T>> field = form.FindComponents<Choice<T>>().Single(field => Named(field, label));
        return form.InvokeAsync(() => field.Instance.ValueChanged.InvokeAsync(value));
    }

    private static string[] Offered(IRenderedComponent<TrainingForm> form) => [.. form.FindComponents<Choice<string>>()
        .Single(field => Named(field, "Judge by")).Instance.Items];

    private async Task StoreAsync(string header, Func<int, string> row, string target)
    {
        var csv = new StringBuilder(header).Append('\n');
        for (int i = 0; i < 200; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{row(i)}\n");
        }

        await _core.Get<DatasetService>().StoreAsync(
            new DatasetUpload("table", "table.csv") { Target = target }, new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), "ada", default);
    }

    private async Task<IRenderedComponent<TrainingForm>> FormAsync(string header, Func<int, string> row, string target)
    {
        await StoreAsync(header, row, target);
        DatasetVersion latest = await _core.Get<DatasetService>().GetAsync("table", null, default);
        IRenderedComponent<TrainingForm> form = Render<TrainingForm>(parameters => parameters.Add(component => component.Datasets, [latest]));
        form.WaitForState(() => form.Markup.Contains("The usual figure (", StringComparison.Ordinal));
        return form;
    }

    private async Task<TrainingJob> StartedAsync()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        await Wait.UntilAsync(() => Task.FromResult(navigation.Uri.Contains("/training/", StringComparison.Ordinal)));
        TrainingJob job = Assert.Single((await _core.Get<TrainingService>().ListAsync(new PageQuery(), default)).Items);
        await _core.Get<TrainingService>().CancelAsync(job.JobId, "ann", default);
        return job;
    }
}
