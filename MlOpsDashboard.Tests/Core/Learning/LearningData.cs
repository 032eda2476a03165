using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Tests.Core.Learning;

/// <summary>Small seeded problems and what tests of several learners ask of a model.</summary>
internal static class LearningData
{
    /// <summary>Six numbers, one of them with missing values, and a category of 12 codes; the answer depends on four of them.</summary>
    public static TrainingData Make(TaskKind task, int classes, int rows, int seed = 7, bool dense = false)
    {
        var random = new SeededRandom(seed);
        const int Numbers = 6;
        var columns = new float[Numbers + 1][];
        for (int feature = 0; feature <= Numbers; feature++)
        {
            columns[feature] = new float[rows];
        }

        var scores = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int feature = 0; feature < Numbers; feature++)
            {
                columns[feature][row] = (float)random.NextNormal();
            }

            int code = random.Next(12);
            columns[Numbers][row] = code;
            scores[row] = columns[0][row] + (2 * columns[1][row] * columns[2][row]) + (code % 3) + (0.1f * (float)random.NextNormal());
            if (random.Next(8) == 0 && !dense)
            {
                columns[5][row] = float.NaN;
            }
        }

        FeatureInfo[] features = [.. Enumerable.Range(0, Numbers + 1).Select(i => new FeatureInfo($"x{i}", $"x{i}", i == Numbers && !dense ? 12 : 0))];
        return new TrainingData
        {
            Features = new FeatureMatrix(features, columns, rows),
            Target = Array.ConvertAll(scores, score => classes == 0 ? score : Math.Clamp(MathF.Floor((score + 4) / 9 * classes), 0, classes - 1)),
            Task = task,
            ClassCount = classes,
        };
    }

    public static byte[] Bytes(IFittedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(new WeightsWriter(stream));
        return stream.ToArray();
    }

    public static float[] PredictOneByOne(IFittedModel model, FeatureMatrix features)
    {
        var outputs = new float[features.Rows * model.OutputCount];
        var row = new float[features.Width];
        for (int i = 0; i < features.Rows; i++)
        {
            features.CopyRow(i, row);
            model.Predict(row, outputs.AsSpan(i * model.OutputCount, model.OutputCount));
        }

        return outputs;
    }

    /// <summary>Loads bytes that may be damaged: they are refused with the one exception, or give a model that answers without harm.</summary>
    public static void LoadAndUse(ILearner learner, byte[] bytes, FeatureMatrix features)
    {
        try
        {
            IFittedModel model = learner.Load(new WeightsReader(bytes));
            if (model.FeatureCount == features.Width && model.OutputCount <= 100)
            {
                PredictOneByOne(model, features);
            }
        }
        catch (InvalidDataException refused)
        {
            Xunit.Assert.NotEmpty(refused.Message);
        }
    }

    public static double R2(float[] outputs, float[] targets)
    {
        double mean = targets.Average(target => (double)target);
        double rest = outputs.Zip(targets, (a, b) => ((double)a - b) * ((double)a - b)).Sum();
        return 1 - (rest / targets.Sum(target => (target - mean) * (target - mean)));
    }
}
