using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Ensembles;
using MlOpsDashboard.Core.Learning.Search.Auto;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Preprocessing;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Onnx;

public sealed class WholeSearchExportTests
{
    /// <summary>All that a search can put around a model at once: steps of features, an ensemble, calibration, a tuned threshold.</summary>
    [Theory]
    [InlineData(TaskKind.Binary)]
    [InlineData(TaskKind.Multiclass)]
    public void Calibrated_ensemble_on_made_features_is_kept_and_exported_as_it_answers(TaskKind task)
    {
        DataTable table = ExportTable.Make(task);
        var plan = new TrainingPlan
        {
            Target = "y",
            Trials = 8,
            Learners = ["linear", "random_forest", "gradient_boosting"],
            Seed = 4,
            Threads = 2,
            Steps = SteppedModels.Steps,
            Ensemble = true,
            Calibration = CalibrationMethod.Platt,
            ThresholdMetric = task == TaskKind.Binary ? "f1" : null,
        };

        TrainedModel model = new AutoTrainer(TimeProvider.System).Run(table, plan, CancellationToken.None).Model!;

        var calibrated = Assert.IsType<CalibratedModel>(model.Model);
        Assert.True(Assert.IsType<EnsembleModel>(calibrated.Inner).Members.Count > 1);
        Assert.Equal(task == TaskKind.Binary, model.Metadata.Threshold != 0.5);
        DataTable odd = ExportTable.Spoil(ExportTable.Make(task, 1000, seed: 3));
        using var kept = new MemoryStream(ModelArtifact.ToBytes(model));
        Assert.Equal(model.PredictTable(odd), ModelArtifact.Load(kept).PredictTable(odd));
        ExportCheck.SameAnswers(model, odd);
    }
}
