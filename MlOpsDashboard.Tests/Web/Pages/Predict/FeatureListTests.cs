using AngleSharp.Dom;
using Bunit;
using MlOpsDashboard.Components.Pages.Predict;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Serving.Predicting;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Web.Pages.Predict;

public sealed class FeatureListTests : ComponentTest
{
    [Fact]
    public void Few_features_are_all_there_without_tools()
    {
        IRenderedComponent<FeatureList> list = List(10);

        Assert.Equal(10, Names(list).Length);
        Assert.Empty(list.FindAll("input[type=search], button"));
    }

    [Fact]
    public void Of_many_the_first_are_shown_and_the_others_are_leafed_through()
    {
        IRenderedComponent<FeatureList> list = List(60);
        Assert.Equal(8, Names(list).Length);
        Assert.Contains("The 8 most important of 60 features", list.Markup, StringComparison.Ordinal);

        Button(list, "Show all").Click();
        Assert.Equal("pixel_00", Names(list)[0]);
        Assert.Equal(24, Names(list).Length);
        Button(list, "Next").Click();
        Button(list, "Next").Click();

        Assert.Equal(Enumerable.Range(48, 12).Select(i => $"pixel_{i:00}"), Names(list));
        Assert.Contains("Page 3 of 3", list.Markup, StringComparison.Ordinal);
        Assert.True(Button(list, "Next").HasAttribute("disabled"));
    }

    [Fact]
    public void A_feature_is_found_by_its_name()
    {
        IRenderedComponent<FeatureList> list = List(60);

        list.Find("input[type=search]").Input("EL_4");
        Assert.Equal(10, Names(list).Length);
        Assert.Contains("10 of 60 features.", list.Markup, StringComparison.Ordinal);
        list.Find("input[type=search]").Input("nothing like it");

        Assert.Empty(Names(list));
        Assert.Contains("No feature has this in its name.", list.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_with_a_mistake_comes_first_wherever_it_stands() =>
        Assert.Equal("pixel_57", Names(List(60, draft => draft.Feature.Name == "pixel_57"))[0]);

    [Theory]
    [InlineData(false, "any text, must be filled in")]
    [InlineData(true, "any text, may be missing")]
    public void A_text_has_a_box_of_several_lines_and_says_whether_it_must_be_filled_in(bool nullable, string hint)
    {
        var feature = new FeatureSignature { Name = "review", Type = ColumnType.Text, Nullable = nullable, Text = new TextHashing(32, 1) };

        IRenderedComponent<FeatureField> field = Render<FeatureField>(p => p.Add(c => c.Draft, new FeatureDraft(feature)).Add(c => c.Errors, null));

        Assert.Equal("review", field.Find(".wide textarea").GetAttribute("name"));
        Assert.Equal(hint, field.Find("small").TextContent);
    }

    [Fact]
    public void An_answer_of_many_classes_says_how_many_are_hidden_and_shows_them()
    {
        IReadOnlyList<KeyValuePair<string, double>> classes = [.. Enumerable.Range(0, 26).Select(i => KeyValuePair.Create($"class {i}", (26 - i) / 351.0))];
        IRenderedComponent<PredictionResult> result = Render<PredictionResult>(p => p.Add(c => c.Answer, new PredictionAnswer("r", "class 0", 0.07, classes, "letters", 1, ModelStage.None, "default", 1)).Add(c => c.Target, "letter"));
        Assert.Equal(20, result.FindAll(".bars li").Count);

        Button(result, "6 more").Click();

        Assert.Equal(26, result.FindAll(".bars li").Count);
    }

    private static string[] Names(IRenderedComponent<FeatureList> list) => [.. list.FindAll("b").Select(name => name.TextContent)];

    private static IElement Button<T>(IRenderedComponent<T> list, string words)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        list.FindAll("button").First(button => button.TextContent.Contains(words, StringComparison.Ordinal));

    private IRenderedComponent<FeatureList> List(int count, Func<FeatureDraft, bool>? urgent = null)
    {
        FeatureDraft[] drafts =
        [
            .. Enumerable.Range(0, count).Select(i => new FeatureDraft(new FeatureSignature { Name = $"pixel_{i:00}", Type = ColumnType.Numeric, Nullable = false })),
        ];
        return Render<FeatureList>(p => p
            .Add(c => c.Drafts, drafts)
            .Add(c => c.Ranked, true)
            .Add(c => c.Urgent, urgent)
            .Add(c => c.ChildContent, draft => $"<b>{draft.Feature.Name}</b>"));
    }
}
