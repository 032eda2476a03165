using System.IO.Compression;
using MlOpsDashboard.Core.Learning.Catalog;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Learning;

/// <summary>More than a few classes, and more than a few features.</summary>
public sealed class ManyClassTests
{
    [Theory]
    [InlineData("gradient_boosting", "rounds", 15, 0.75)]
    [InlineData("random_forest", "trees", 40, 0.8)]
    [InlineData("neural_network", "epochs", 15, 0.85)]
    [InlineData("linear", "max_iterations", 200, 0.85)]
    public void Twenty_six_classes_are_told_apart(string learner, string steps, int count, double least)
    {
        (TrainingData train, TrainingData test) = Clouds(26);

        Assert.InRange(Accuracy(learner, steps, count, train, test), least, 1);
    }

    // On these 2,000 training and 500 test rows scikit-learn's RandomForestClassifier reaches about 0.91 and LogisticRegression 0.86.
    [SharedDataTheory("mnist_t10k.csv.gz")]
    [InlineData("gradient_boosting", "rounds", 25, 0.8)]
    [InlineData("random_forest", "trees", 60, 0.85)]
    [InlineData("neural_network", "epochs", 10, 0.8)]
    [InlineData("linear", "max_iterations", 60, 0.75)]
    public void Digits_of784_pixels_are_read(string learner, string steps, int count, double least)
    {
        (TrainingData train, TrainingData test) = Digits();

        Assert.InRange(Accuracy(learner, steps, count, train, test), least, 1);
    }

    private static double Accuracy(string name, string steps, int count, TrainingData train, TrainingData test)
    {
        IFittedModel model = LearnerCatalog.Find(name)!.Fit(train, Hyperparameters.None.With(steps, count), new TrainingContext { Seed = 1, Threads = 2 });
        float[] outputs = LearningData.PredictOneByOne(model, test.Features);
        return Enumerable.Range(0, test.Rows).Average(row =>
        {
            float[] answer = outputs[(row * model.OutputCount)..((row + 1) * model.OutputCount)];
            return Array.IndexOf(answer, answer.Max()) == (int)test.Target[row] ? 1.0 : 0;
        });
    }

    /// <summary>A cloud a class in eight dimensions, three deviations from the others or so.</summary>
    private static (TrainingData Train, TrainingData Test) Clouds(int classes)
    {
        const int Width = 8;
        var random = new SeededRandom(11);
        float[][] centres = [.. Enumerable.Range(0, classes).Select(_ => Enumerable.Range(0, Width).Select(_ => (float)(2 * random.NextNormal())).ToArray())];
        return (Draw(3900), Draw(1300));

        TrainingData Draw(int rows)
        {
            float[][] columns = [.. Enumerable.Range(0, Width).Select(_ => new float[rows])];
            for (int row = 0; row < rows; row++)
            {
                for (int feature = 0; feature < Width; feature++)
                {
                    columns[feature][row] = centres[row % classes][feature] + (float)random.NextNormal();
                }
            }

            return Rows(columns, [.. Enumerable.Range(0, rows).Select(row => (float)(row % classes))], classes);
        }
    }

    private static (TrainingData Train, TrainingData Test) Digits()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(SharedData.Find("mnist_t10k.csv.gz")), CompressionMode.Decompress));
        string[] header = reader.ReadLine()!.Split(',');
        int label = Array.IndexOf(header, "label");
        float[][] rows = [.. Enumerable.Range(0, 2500).Select(_ => Array.ConvertAll(reader.ReadLine()!.Split(','), float.Parse))];
        return (Part(rows[..2000]), Part(rows[2000..]));

        TrainingData Part(float[][] part) => Rows(
            [.. Enumerable.Range(0, header.Length).Where(column => column != label).Select(column => Array.ConvertAll(part, row => row[column] / 255))],
            Array.ConvertAll(part, row => row[label]),
            10);
    }

    private static TrainingData Rows(float[][] columns, float[] targets, int classes) => new()
    {
        Features = new FeatureMatrix([.. columns.Select((_, i) => new FeatureInfo($"x{i}", $"x{i}"))], columns, targets.Length),
        Target = targets,
        Task = TaskKind.Multiclass,
        ClassCount = classes,
    };
}
