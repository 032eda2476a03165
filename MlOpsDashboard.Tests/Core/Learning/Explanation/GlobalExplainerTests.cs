using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Explanation;

public sealed class GlobalExplainerTests
{
    private static readonly DataTable s_table = ToyTable.Make(400);

    [Fact]
    public void What_the_answer_depends_on_is_found_to_matter_most()
    {
        TrainedModel model = Train("gradient_boosting");

        GlobalExplanation found = GlobalExplainer.Explain(model, ModelExplainer.Of(model), default);

        Assert.Equal("x", found.Features[0].Feature);
        Assert.Equal(256, found.Rows);
        Assert.Equal(ExplanationSpace.LogOdds, found.Space);
        Assert.All(found.Features, feature => Assert.True(feature.MeanContribution >= 0));
        Assert.Equal(1, found.Features.Sum(feature => feature.Gain!.Value), 1e-9);
        Assert.Equal(1, found.Features.Sum(feature => feature.Permutation!.Value), 1e-9);
    }

    [Fact]
    public void A_training_leaves_a_sample_of_its_rows_without_those_set_aside()
    {
        TrainedModel model = Train("linear");

        Assert.True(model.Background.IsSampled);
        Assert.Equal(256, model.Background.Rows.Count);
        Assert.Equal(ModelArtifact.ToBytes(model), ModelArtifact.ToBytes(Train("linear")));
    }

    [Fact]
    public void A_number_has_a_rising_curve_where_the_answer_rises_with_it()
    {
        TrainedModel model = Train("linear");

        DependenceCurve curve = PartialDependence.Measure(model, model.Signature.IndexOf("x"), 1, default);

        double[] at = [.. curve.Points.Select(point => point.Value!.Value)];
        Assert.Equal(at.Order(), at);
        Assert.InRange(at.Length, 10, 21);
        Assert.True(curve.Points[^1].Mean > curve.Points[0].Mean + 0.5);
        Assert.Equal(30, curve.Individual.Count);
        Assert.All(curve.Individual, row => Assert.Equal(at.Length, row.Count));
    }

    [Fact]
    public void Every_point_is_the_mean_over_rows_that_have_its_value()
    {
        TrainedModel model = Train("gradient_boosting");
        int colour = model.Signature.IndexOf("colour");

        DependenceCurve curve = PartialDependence.Measure(model, colour, 1, default);

        Assert.Equal(["(missing)", "blue", "green", "red"], curve.Points.Select(point => point.Label).Order(StringComparer.Ordinal));
        var outputs = new float[2];
        double sum = 0;
        foreach (FeatureRow row in model.Background.Rows)
        {
            double[] values = row.Values.ToArray();
            values[colour] = model.Signature.Features[colour].CodeOf("green");
            model.Predict(new FeatureRow(values), outputs);
            sum += outputs[1];
        }

        Assert.Equal(sum / curve.Rows, curve.Points.Single(point => point.Label == "green").Mean, 1e-9);
    }

    [Fact]
    public void A_date_has_its_days_as_words()
    {
        TrainedModel model = Train("gradient_boosting");

        DependenceCurve curve = PartialDependence.Measure(model, model.Signature.IndexOf("at"), 1, default);

        Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}$", curve.Points[0].Label);
    }

    private static TrainedModel Train(string learner) => new AutoTrainer(TimeProvider.System)
        .Run(s_table, new TrainingPlan { Target = "y", Learners = [learner], Trials = 1, Seed = 4 }, CancellationToken.None).Model!;
}
