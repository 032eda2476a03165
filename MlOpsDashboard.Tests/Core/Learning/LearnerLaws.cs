using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Preprocessing;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;
using MlOpsDashboard.Core.Tabular;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning;

/// <summary>What every learner of the catalogue must obey, whatever it does inside.</summary>
public sealed class LearnerLaws
{
    public static TheoryData<string, TaskKind> All
    {
        get
        {
            var data = new TheoryData<string, TaskKind>();
            foreach (ILearner learner in LearnerCatalog.All)
            {
                foreach (TaskKind task in Enum.GetValues<TaskKind>().Where(learner.Supports))
                {
                    data.Add(learner.Name, task);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_seed_gives_the_same_bytes_with_one_thread_and_with_two(string name, TaskKind task)
    {
        TrainingData data = Encode(name, task, 1500);

        byte[] first = Bytes(Fit(name, data));
        byte[] again = Bytes(Fit(name, data));
        byte[] threaded = Bytes(Fit(name, data, threads: 2));

        Assert.Equal(first, again);
        Assert.Equal(first, threaded);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_saved_model_answers_the_same_bits_after_loading(string name, TaskKind task)
    {
        TrainingData data = Encode(name, task);
        IFittedModel model = Fit(name, data);

        IFittedModel loaded = LearnerCatalog.Find(name)!.Load(new WeightsReader(Bytes(model)));

        Assert.Equal(PredictAll(model, data), PredictAll(loaded, data));
        Assert.Equal(Bytes(model), Bytes(loaded));
        Assert.Equal(model.FeatureCount, loaded.FeatureCount);
        Assert.Equal(model.OutputCount, loaded.OutputCount);
        Assert.Equal(model.Steps, loaded.Steps);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void One_row_is_answered_as_in_a_batch(string name, TaskKind task)
    {
        TrainingData data = Encode(name, task);
        IFittedModel model = Fit(name, data);
        float[] batch = PredictAll(model, data, threads: 2);
        float[] row = new float[data.Features.Width];
        float[] answer = new float[model.OutputCount];
        for (int i = 0; i < data.Rows; i++)
        {
            data.Features.CopyRow(i, row);
            model.Predict(row, answer);
            Assert.Equal(batch[(i * answer.Length)..((i + 1) * answer.Length)], answer);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Answers_are_probabilities_or_finite_numbers(string name, TaskKind task)
    {
        TrainingData data = Encode(name, task);
        IFittedModel model = Fit(name, data);
        float[] outputs = PredictAll(model, data);

        Assert.All(outputs, value => Assert.True(float.IsFinite(value)));
        Assert.True(task == TaskKind.Regression || outputs.All(value => value is >= 0 and <= 1));
        Assert.True(task == TaskKind.Regression || outputs.Chunk(model.OutputCount).All(answer => Math.Abs(answer.Sum() - 1) < 1e-5));
        Assert.True(model.Importance.Count is 0 || (model.Importance.Count == model.FeatureCount && Math.Abs(model.Importance.Sum() - 1) < 1e-6));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_cancelled_fit_ends_with_the_exception_for_it(string name, TaskKind task) => Assert.ThrowsAny<OperationCanceledException>(() =>
        LearnerCatalog.Find(name)!.Fit(
            Encode(name, task), Hyperparameters.None, new TrainingContext { Seed = 1, CancellationToken = new CancellationToken(canceled: true) }));

    [Theory]
    [MemberData(nameof(All))]
    public void A_fit_that_is_told_to_stop_leaves_a_model(string name, TaskKind task)
    {
        TrainingData data = Encode(name, task);
        int steps = 0;

        IFittedModel model = LearnerCatalog.Find(name)!.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 1, Progress = _ => ++steps < 2 });

        Assert.InRange(steps, 0, 2);
        Assert.All(PredictAll(model, data), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Steps_are_reported_in_rising_order_with_a_total(string name, TaskKind task)
    {
        var steps = new List<TrainingProgress>();
        TrainingData data = Encode(name, task);

        LearnerCatalog.Find(name)!.Fit(data, Hyperparameters.None, new TrainingContext
        {
            Seed = 1,
            Validation = data,
            Progress = progress =>
            {
                steps.Add(progress);
                return true;
            },
        });

        Assert.Equal(steps.Select(step => step.Step).Distinct().Order(), steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.InRange(step.Step, 1, step.TotalSteps));
        Assert.All(steps, step => Assert.True(double.IsFinite(step.Value)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Constant_features_teach_the_shares_or_the_mean(string name, TaskKind task)
    {
        TrainingData data = Constant(Encode(name, task));
        IFittedModel model = Fit(name, data);

        float[] answer = PredictAll(model, data)[..model.OutputCount];

        float[] expected = task == TaskKind.Regression
            ? [data.Target.Average()]
            : [.. Enumerable.Range(0, data.ClassCount).Select(index => (float)data.Target.Count(value => (int)value == index) / data.Rows)];
        Assert.Equal(expected, answer, (a, b) => Math.Abs(a - b) < 0.06f * Math.Max(1, Math.Abs(a)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_single_row_is_enough_for_a_model(string name, TaskKind task)
    {
        TrainingData data = Encode(name, task).Take([0]);

        IFittedModel model = Fit(name, data);

        Assert.All(PredictAll(model, data), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_class_without_rows_does_no_harm(string name, TaskKind task)
    {
        if (task == TaskKind.Regression)
        {
            return;
        }

        TrainingData data = Encode(name, task);
        TrainingData lacking = data.Take([.. Enumerable.Range(0, data.Rows).Where(row => data.Target[row] != data.ClassCount - 1)]);

        float[] outputs = PredictAll(Fit(name, lacking), data);

        Assert.All(outputs, value => Assert.True(float.IsFinite(value)));
        Assert.All(outputs.Chunk(data.ClassCount), answer => Assert.True(answer[^1] < 0.2));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Weights_of_one_change_nothing_but_rounding(string name, TaskKind task)
    {
        TrainingData data = Encode(name, task);
        var weighted = new TrainingData
        {
            Features = data.Features,
            Target = data.Target,
            Weights = [.. Enumerable.Repeat(1f, data.Rows)],
            Task = task,
            ClassCount = data.ClassCount,
        };

        // A tree may break a tie the other way.
        float[] differences = [.. PredictAll(Fit(name, data), data).Zip(PredictAll(Fit(name, weighted), data), (a, b) => Math.Abs(a - b))];
        Assert.True(differences.Average() < 0.01, $"{differences.Average()}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_defaults_are_inside_the_space_and_a_missing_array_is_refused(string name, TaskKind task)
    {
        ILearner learner = LearnerCatalog.Find(name)!;
        foreach (Parameter parameter in learner.SpaceFor(task).Parameters)
        {
            Assert.True(parameter switch
            {
                FloatParameter real => real.DefaultValue >= real.HardLow && real.DefaultValue <= real.HardHigh,
                IntParameter whole => whole.DefaultValue >= whole.HardLow && whole.DefaultValue <= whole.HardHigh,
                ChoiceParameter choice => choice.Choices.Contains(choice.DefaultValue),
                _ => true,
            });
        }

        Assert.True(learner.StepParameter is null || learner.SpaceFor(task).Find(learner.StepParameter) is IntParameter);
        Assert.Throws<InvalidDataException>(() => learner.Load(new WeightsReader(ReadOnlyMemory<byte>.Empty)));
    }

    private static IFittedModel Fit(string name, TrainingData data, int threads = 1) =>
        LearnerCatalog.Find(name)!.Fit(data, Hyperparameters.None, new TrainingContext { Seed = 3, Threads = threads });

    private static TrainingData Encode(string name, TaskKind task, int rows = 300)
    {
        DataTable table = ToyTable.Make(rows, task: task);
        var target = TargetColumn.Read(table.Find("y")!, task);
        var pipeline = FeaturePipeline.Fit(table, ["x", "noise", "colour", "at"], LearnerCatalog.Find(name)!.Layout);
        return new TrainingData { Features = pipeline.Transform(table), Target = target.Values, Task = task, ClassCount = target.Classes.Count };
    }

    private static TrainingData Constant(TrainingData data) => new()
    {
        Features = new FeatureMatrix(
            [new FeatureInfo("a", "a"), new FeatureInfo("b", "b")], [[.. Enumerable.Repeat(1f, data.Rows)], new float[data.Rows]], data.Rows),
        Target = data.Target,
        Task = data.Task,
        ClassCount = data.ClassCount,
    };

    private static float[] PredictAll(IFittedModel model, TrainingData data, int threads = 1)
    {
        float[] outputs = new float[data.Rows * model.OutputCount];
        model.PredictBatch(data.Features, outputs, threads, CancellationToken.None);
        return outputs;
    }

    private static byte[] Bytes(IFittedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(new WeightsWriter(stream));
        return stream.ToArray();
    }
}
