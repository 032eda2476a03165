using System.IO.Compression;
using System.Runtime.InteropServices;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Rows;

namespace MlOpsDashboard.Bench;

/// <summary>A data set, split in training and test rows; the same numbers go to every program that is measured.</summary>
internal sealed record BenchData(string Name, TrainingData Train, TrainingData Test)
{
    private static readonly string[] s_missing = ["", " ", "?", "NA"];

    /// <summary>Reads a file of simple comma-separated values.</summary>
    /// <param name="name">The set's name.</param>
    /// <param name="path">The file.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="task">What is predicted.</param>
    /// <param name="split">The number of the split: each number draws other test rows.</param>
    /// <param name="leftOut">Columns that are no features.</param>
    public static BenchData Read(string name, string path, string target, TaskKind task, int split, params string[] leftOut)
    {
        string[][] lines = [.. ReadLines(path).Where(line => line.Length > 0).Select(line => line.Split(',', StringSplitOptions.TrimEntries))];
        string[] header = lines[0];
        var features = new List<FeatureInfo>();
        var columns = new List<float[]>();
        float[] targets = [];
        int classes = 0;
        for (int column = 0; column < header.Length; column++)
        {
            string title = header[column].Trim('"');
            if (leftOut.Contains(title))
            {
                continue;
            }

            string[] words = [.. lines.Skip(1).Select(line => line[column].Trim('"'))];
            (float[] values, int cardinality) = Encode(words, title == target && task != TaskKind.Regression);
            if (title == target)
            {
                (targets, classes) = (values, cardinality);
                continue;
            }

            features.Add(new FeatureInfo(title, title, cardinality));
            columns.Add(values);
        }

        var matrix = new FeatureMatrix(features, [.. columns], targets.Length);
        return Split(name, split, new TrainingData { Features = matrix, Target = targets, Task = task, ClassCount = task == TaskKind.Regression ? 0 : classes });
    }

    /// <summary>
    /// Numbers with a known relation, as many as wanted. A part of it is a product of two features without effects of their own, which a
    /// greedy tree finds by chance: one set says little about a learner, so that each number of a split draws other rows.
    /// </summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">How many features.</param>
    /// <param name="split">The number of the set.</param>
    public static BenchData Synthetic(int rows, int width, int split)
    {
        var random = new SeededRandom(7 + split);
        var columns = new float[width][];
        for (int feature = 0; feature < width; feature++)
        {
            columns[feature] = new float[rows];
            for (int i = 0; i < rows; i++)
            {
                columns[feature][i] = (float)random.NextNormal();
            }
        }

        var target = new float[rows];
        for (int i = 0; i < rows; i++)
        {
            double score = columns[0][i] + (columns[1][i] * columns[2][i]) + Math.Sin(3 * columns[3][i]) + (0.5 * Math.Abs(columns[4][i])) - 0.4;
            target[i] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
        }

        FeatureInfo[] features = [.. Enumerable.Range(0, width).Select(feature => new FeatureInfo($"x{feature}", $"x{feature}"))];
        return Split("synthetic", split, new TrainingData { Features = new FeatureMatrix(features, columns, rows), Target = target, Task = TaskKind.Binary, ClassCount = 2 });
    }

    /// <summary>Writes both parts as plain numbers for other programs: rows, features, then columns, targets.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="layout">Part of the files' names.</param>
    public void Write(string folder, string layout)
    {
        WritePart(Train, Path.Combine(folder, $"{Name}.{layout}.train"));
        WritePart(Test, Path.Combine(folder, $"{Name}.{layout}.test"));
    }

    /// <summary>The same rows with numbers scaled by those of the training part, 0 for missing, and categories one-hot.</summary>
    public BenchData Dense() => new(Name, Densify(Train), Densify(Test));

    private TrainingData Densify(TrainingData data)
    {
        var features = new List<FeatureInfo>();
        var columns = new List<float[]>();
        for (int feature = 0; feature < data.Features.Width; feature++)
        {
            FeatureInfo info = data.Features.Features[feature];
            float[] values = data.Features.Column(feature).ToArray();
            for (int code = 0; code < info.Cardinality; code++)
            {
                features.Add(new FeatureInfo($"{info.Name}={code}", info.Source));
                columns.Add(Array.ConvertAll(values, value => value == code ? 1f : 0f));
            }

            if (!info.IsCategorical)
            {
                float[] known = [.. Train.Features.Column(feature).ToArray().Where(value => !float.IsNaN(value))];
                double mean = known.Average(value => (double)value);
                double deviation = Math.Sqrt(known.Average(value => (value - mean) * (value - mean)));
                features.Add(info);
                columns.Add(Array.ConvertAll(values, value => float.IsNaN(value) || deviation == 0 ? 0f : (float)((value - mean) / deviation)));
            }
        }

        return new TrainingData
        {
            Features = new FeatureMatrix(features, [.. columns], data.Rows),
            Target = data.Target,
            Task = data.Task,
            ClassCount = data.ClassCount,
        };
    }

    private static void WritePart(TrainingData data, string path)
    {
        using FileStream stream = File.Create(path);
        Span<int> header = [data.Rows, data.Features.Width, data.ClassCount];
        stream.Write(MemoryMarshal.AsBytes(header));
        for (int feature = 0; feature < data.Features.Width; feature++)
        {
            stream.Write(MemoryMarshal.AsBytes(data.Features.Column(feature)));
        }

        stream.Write(MemoryMarshal.AsBytes<float>(data.Target));
        stream.Write(MemoryMarshal.AsBytes<int>([.. data.Features.Features.Select(feature => feature.Cardinality)]));
    }

    /// <summary>A fifth of each class (of all rows for numbers), drawn by seed, is for the test.</summary>
    private static BenchData Split(string name, int split, TrainingData data)
    {
        var test = new bool[data.Rows];
        var random = new SeededRandom(42 + split);
        foreach (IGrouping<float, int> group in Enumerable.Range(0, data.Rows).GroupBy(row => data.ClassCount > 0 ? data.Target[row] : 0))
        {
            int[] rows = [.. group];
            random.Shuffle<int>(rows);
            foreach (int row in rows.Take(rows.Length / 5))
            {
                test[row] = true;
            }
        }

        int[] all = [.. Enumerable.Range(0, data.Rows)];
        return new BenchData(name, data.Take([.. all.Where(row => !test[row])]), data.Take([.. all.Where(row => test[row])]));
    }

    private static (float[] Values, int Cardinality) Encode(string[] words, bool asClasses)
    {
        var values = new float[words.Length];
        bool numeric = !asClasses;
        for (int i = 0; numeric && i < words.Length; i++)
        {
            values[i] = float.NaN;
            numeric = s_missing.Contains(words[i]) || float.TryParse(words[i], out values[i]);
        }

        if (numeric)
        {
            return (values, 0);
        }

        Dictionary<string, int> codes = words.Where(word => !s_missing.Contains(word)).Distinct().Order(StringComparer.Ordinal)
            .Select((word, code) => (word, code)).ToDictionary(pair => pair.word, pair => pair.code);
        return (Array.ConvertAll(words, word => codes.TryGetValue(word, out int code) ? code : float.NaN), codes.Count);
    }

    private static IEnumerable<string> ReadLines(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
