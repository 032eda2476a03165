using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Calibration;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Explanation;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using MlOpsDashboard.Tests.Core.Learning.Onnx;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning.Calibration;

/// <summary>
/// Figures of reference: scikit-learn 1.2.1 on 200 numbers u of <see cref="LinearCongruence"/> (seed 11) as probabilities p, and on the next 200
/// as y = u &lt; p². _SigmoidCalibration().fit(log(p / (1 − p)), y) and IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(p, y).
/// </summary>
public sealed class CalibrationTests
{
    private static readonly double[] s_drawn = LinearCongruence.Draw(400, 11);
    private static readonly double[] s_said = [.. s_drawn.Take(200).Select(value => (double)(float)value)];
    private static readonly bool[] s_labels = [.. Enumerable.Range(0, 200).Select(i => s_drawn[200 + i] < s_drawn[i] * s_drawn[i])];

    public static TheoryData<CalibrationMethod, TaskKind> Both => new()
    {
        { CalibrationMethod.Platt, TaskKind.Binary },
        { CalibrationMethod.Platt, TaskKind.Multiclass },
        { CalibrationMethod.Isotonic, TaskKind.Binary },
        { CalibrationMethod.Isotonic, TaskKind.Multiclass },
    };

    [Fact]
    public void Platts_curve_is_that_of_scikit_learn()
    {
        PlattCurve curve = PlattCurve.Fit(s_said, s_labels);

        Assert.Equal(68, s_labels.Count(label => label));
        Assert.Equal(-1.013340600355171, curve.Slope, 1e-5);
        Assert.Equal(0.8822069676338982, curve.Shift, 1e-5);
        Assert.Equal(0.14383415182138365, Brier(curve), 1e-7);
    }

    [Fact]
    public void The_rising_line_is_that_of_scikit_learn()
    {
        IsotonicCurve curve = IsotonicCurve.Fit(s_said, s_labels);
        double[] asked = [0, 0.05, 0.2, 0.35, 0.5, 0.62, 0.8, 0.95, 1];

        Assert.Equal([0, 0, 0, 1 / 9.0, 3 / 7.0, 3 / 7.0, 11 / 17.0, 8 / 9.0, 1], asked.Select(curve.Of), (expected, actual) => Math.Abs(expected - actual) < 1e-9);
        Assert.Equal(0.13060491469314997, Brier(curve), 1e-9);
    }

    [Fact]
    public void Few_rows_of_one_class_make_no_curve_certain()
    {
        PlattCurve curve = PlattCurve.Fit([0.2, 0.9], [true, true]);

        Assert.InRange(curve.Of(0.9), 0.5, 0.99);
        Assert.Equal(1, IsotonicCurve.Fit([0.4, 0.4], [true, true]).Of(0.1));
        Assert.Equal(0.5, IsotonicCurve.Fit([0.4, 0.4], [true, false]).Of(0.7));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_calibrated_model_is_saved_and_answers_rows_as_batches(CalibrationMethod method, TaskKind task)
    {
        DataTable table = ToyTable.Make(400, task: task);
        TrainedModel model = Calibrated(table, method);
        byte[] bytes = ModelArtifact.ToBytes(model);

        TrainedModel loaded = ModelArtifact.Load(new MemoryStream(bytes));

        float[] answers = model.PredictTable(table, threads: 2);
        Assert.Equal(bytes, ModelArtifact.ToBytes(loaded));
        Assert.Equal(answers, loaded.PredictTable(table));
        Assert.Equal(answers, LearningData.PredictOneByOne(model.Model, model.Pipeline.Transform(table)));
        Assert.All(answers.Chunk(model.OutputCount), answer => Assert.Equal(1, answer.Sum(), 1e-5));
        Assert.NotEqual(answers, Plain(model).PredictTable(table));
    }

    [Fact]
    public void A_damaged_calibration_is_refused()
    {
        IFittedModel inner = Plain(Calibrated(ToyTable.Make(200), CalibrationMethod.Platt)).Model;
        foreach (Action<WeightsWriter> write in (Action<WeightsWriter>[])
        [
            writer => writer.Write("calibration.platt", [1.0, double.NaN]),
            writer => writer.Write("calibration.platt", [1.0]),
            writer => writer.Write("calibration.isotonic", [5]),
            writer =>
            {
                writer.Write("calibration.isotonic", [1]);
                writer.Write("calibration.isotonic.0.from", [0.1, 0.5]);
                writer.Write("calibration.isotonic.0.to", [0.6, 0.2]);
            },
        ])
        {
            using var stream = new MemoryStream();
            write(new WeightsWriter(stream));

            Assert.Throws<InvalidDataException>(() => CalibratedModel.Load(inner, new WeightsReader(stream.ToArray())));
        }
    }

    [Fact]
    public void An_explanation_is_of_what_is_said_before_calibration_and_says_so()
    {
        DataTable table = ToyTable.Make(300);
        TrainedModel model = Calibrated(table, CalibrationMethod.Isotonic);
        FeatureRow row = model.Pipeline.RowAt(table, 4);

        RowExplanation explanation = ModelExplainer.Of(model).Explain(row);
        RowExplanation before = ModelExplainer.Of(Plain(model)).Explain(row);

        Assert.True(explanation.BeforeCalibration);
        Assert.False(before.BeforeCalibration);
        Assert.Equal(before.Contributions, explanation.Contributions);
        Assert.Equal((before.Method, before.Space, before.Output), (explanation.Method, explanation.Space, explanation.Output));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void An_exported_model_is_calibrated_alike(CalibrationMethod method, TaskKind task)
    {
        DataTable table = ExportTable.Make(task);
        TrainedModel model = Calibrated(table, method);

        ExportCheck.SameAnswers(model, table);
        ExportCheck.SameAnswers(model, table.Take([7]));
    }

    private static double Brier(ICalibrationCurve curve) =>
        s_said.Zip(s_labels, (said, label) => (curve.Of(said) - (label ? 1 : 0)) * (curve.Of(said) - (label ? 1 : 0))).Average();

    private static TrainedModel Calibrated(DataTable table, CalibrationMethod method)
    {
        TrainedModel model = ExportCheck.Train(table, "y", "gradient_boosting", Hyperparameters.None.With("rounds", 15));
        float[] target = TargetColumn.Read(table.Find("y")!, null).Values;
        var rows = new ScoredRows(model.Signature.Task, target, model.PredictTable(table), model.OutputCount);
        return With(model, new CalibratedModel(model.Model, Calibrator.Fit(method, rows)));
    }

    private static TrainedModel Plain(TrainedModel model) => With(model, CalibratedModel.Uncalibrated(model.Model));

    private static TrainedModel With(TrainedModel model, IFittedModel fitted) =>
        new(model.Signature, model.Pipeline, fitted, model.Metadata) { Background = model.Background };
}
