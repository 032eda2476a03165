using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Search.Auto;

public sealed class CalibratedSearchTests
{
    // Weights that make the rare class count as much as the other distort probabilities on purpose.
    private static readonly TrainingPlan s_plan = new()
    {
        Target = "y",
        Trials = 3,
        Learners = ["linear", "gradient_boosting"],
        Seed = 5,
        Imbalance = ImbalanceTreatment.ClassWeight,
        Calibration = CalibrationMethod.Platt,
    };

    [Theory]
    [InlineData(CalibrationMethod.Platt, TaskKind.Binary, false)]
    [InlineData(CalibrationMethod.Isotonic, TaskKind.Binary, true)]
    [InlineData(CalibrationMethod.Platt, TaskKind.Multiclass, true)]
    public void Calibration_changes_neither_the_search_nor_the_model_inside(CalibrationMethod method, TaskKind task, bool ensemble)
    {
        TrainingPlan plan = s_plan with { Calibration = method, Ensemble = ensemble };
        TrainerOutcome plain = Run(plan with { Calibration = CalibrationMethod.None }, task);

        TrainerOutcome calibrated = Run(plan, task);

        Assert.Equal(plain.Trials.Select(trial => trial.Value), calibrated.Trials.Select(trial => trial.Value));
        Assert.IsType<CalibratedModel>(calibrated.Model!.Model);
        Assert.Null(plain.Curves!.BeforeCalibration);
        Assert.Equal(plain.Curves.CalibrationError, calibrated.Curves!.BeforeCalibration!.CalibrationError);
        Assert.Equal(plain.Model!.Metadata.Metrics["brier"], calibrated.Curves.BeforeCalibration.Brier);
        Assert.NotEqual(plain.Model.Metadata.Metrics["brier"], calibrated.Model.Metadata.Metrics["brier"]);
    }

    [Fact]
    public void Distorted_probabilities_are_brought_back()
    {
        // One "yes" of eight stays: repeated until there are as many as of "no", they make the model promise far too much.
        DataTable toy = ToyTable.Make(5000);
        var answers = (CodedColumn)toy.Find("y")!;
        DataTable rare = toy.Take([.. Enumerable.Range(0, toy.RowCount).Where(row => answers.Codes[row] == 0 || row % 8 == 0)]);

        TrainerOutcome outcome = new AutoTrainer(TimeProvider.System).Run(
            rare, s_plan with { Threads = 2, Imbalance = ImbalanceTreatment.OverSample, ThresholdMetric = "f1" }, CancellationToken.None);

        Assert.True(outcome.Model!.Metadata.Metrics["brier"] < outcome.Curves!.BeforeCalibration!.Brier);
        Assert.True(outcome.Curves.CalibrationError < outcome.Curves.BeforeCalibration.CalibrationError);
        Assert.NotEqual(outcome.Trials.Single(trial => trial.Number == outcome.Winner!.Number).Threshold, outcome.Model.Metadata.Threshold);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two() =>
        Assert.Equal(ModelArtifact.ToBytes(Run(s_plan, TaskKind.Binary).Model!), ModelArtifact.ToBytes(Run(s_plan with { Threads = 2 }, TaskKind.Binary).Model!));

    [Fact]
    public void A_search_that_goes_on_after_a_restart_calibrates_alike()
    {
        TrainerOutcome whole = Run(s_plan, TaskKind.Binary);

        TrainerOutcome resumed = Run(s_plan with { Past = [.. whole.Trials] }, TaskKind.Binary);

        Assert.Equal(ModelArtifact.ToBytes(whole.Model!), ModelArtifact.ToBytes(resumed.Model!));
    }

    [Fact]
    public void A_number_is_not_calibrated()
    {
        InvalidException exception = Assert.Throws<InvalidException>(
            () => Run(s_plan with { Imbalance = ImbalanceTreatment.None }, TaskKind.Regression));

        Assert.Equal(["calibration"], exception.Errors.Keys);
    }

    private static TrainerOutcome Run(TrainingPlan plan, TaskKind task) =>
        new AutoTrainer(TimeProvider.System).Run(ToyTable.Make(task: task), plan, CancellationToken.None);
}
