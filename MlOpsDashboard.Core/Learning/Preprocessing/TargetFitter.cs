using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Evaluation;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>
/// Fits target encodings. A word with n rows whose answers add up to s is encoded as (s + m p) / (n + m), p being the mean of all
/// rows and m the smoothing. For a training row s and n leave out the part of the rows that it is in, as scikit-learn's TargetEncoder
/// does: with its own answer in its encoding, a model would learn to trust words that mean nothing. All parts share one p: it is the same for
/// all rows, so it tells none of them anything, while a p of each part would tell the parts apart.
/// </summary>
/// <param name="target">The answers of the whole table.</param>
/// <param name="rows">The training rows.</param>
/// <param name="seed">Starts the random division into parts.</param>
/// <param name="layout">Dense for values in standard deviations from their mean.</param>
internal sealed class TargetFitter(TargetColumn target, int[] rows, int seed, FeatureLayout layout)
{
    private const int SeedPart = 0x7E;

    private readonly Dictionary<int, int[]> _parts = [];

    /// <summary>Fits the encoding of a column.</summary>
    /// <param name="input">The position of the column in the signature.</param>
    /// <param name="codes">The training rows' codes, NaN for missing; none is unseen.</param>
    /// <param name="words">The number of words.</param>
    /// <param name="parameters">Folds and smoothing.</param>
    /// <returns>The encoder of all rows, and what the training rows are encoded as.</returns>
    public (TargetEncoder Encoder, float[][] OutOfFold) Fit(int input, double[] codes, int words, Hyperparameters parameters)
    {
        bool several = target.Task == TaskKind.Multiclass;
        int width = several ? target.Classes.Count : 1;
        int[] slots = Array.ConvertAll(codes, code => double.IsNaN(code) ? words : (int)code);
        int[] parts = PartsOf(parameters.Int("folds", 5));
        float[][] values = new float[width][];
        float[][] outOfFold = new float[width][];
        float[] missing = new float[width];
        float[] unseen = new float[width];
        for (int i = 0; i < width; i++)
        {
            double[] answers = Array.ConvertAll(rows, row => several ? (target.Values[row] == i ? 1 : 0) : (double)target.Values[row]);
            (double[] all, double[] others, double mean) = Means(slots, words + 1, parts, answers, parameters.Double("smoothing", 10));
            NumberSummary summary = NumberSummary.Of(others);
            (double middle, double unit) = layout == FeatureLayout.Dense ? (summary.Mean, summary.Deviation > 0 ? summary.Deviation : 1) : (0, 1);
            float Scaled(double value) => (float)((value - middle) / unit);
            values[i] = Array.ConvertAll(all[..words], Scaled);
            outOfFold[i] = Array.ConvertAll(others, Scaled);
            (missing[i], unseen[i]) = (Scaled(all[words]), Scaled(mean));
        }

        return (new TargetEncoder(input, values, missing, unseen, several ? target.Classes : []), outOfFold);
    }

    private static (double[] All, double[] Others, double Mean) Means(int[] slots, int count, int[] parts, double[] answers, double smoothing)
    {
        int folds = parts.Max() + 1;
        double[] sums = new double[count];
        int[] sizes = new int[count];
        double[] partSums = new double[count * folds];
        int[] partSizes = new int[count * folds];
        for (int row = 0; row < slots.Length; row++)
        {
            int place = (slots[row] * folds) + parts[row];
            sums[slots[row]] += answers[row];
            sizes[slots[row]]++;
            partSums[place] += answers[row];
            partSizes[place]++;
        }

        double mean = answers.Average();
        double Smooth(double sum, int size) => size == 0 ? mean : (sum + (smoothing * mean)) / (size + smoothing);
        double[] all = new double[count];
        for (int slot = 0; slot < count; slot++)
        {
            all[slot] = Smooth(sums[slot], sizes[slot]);
        }

        double[] others = new double[slots.Length];
        for (int row = 0; row < others.Length; row++)
        {
            int place = (slots[row] * folds) + parts[row];
            others[row] = Smooth(sums[slots[row]] - partSums[place], sizes[slots[row]] - partSizes[place]);
        }

        return (all, others, mean);
    }

    private int[] PartsOf(int folds)
    {
        if (!_parts.TryGetValue(folds, out int[]? parts))
        {
            var partOf = new Dictionary<int, int>(rows.Length);
            IReadOnlyList<RowSplit> splits = Splitter.KFold(rows, target, Math.Min(folds, rows.Length), SeededRandom.Derive(seed, SeedPart));
            for (int part = 0; part < splits.Count; part++)
            {
                foreach (int row in splits[part].Test)
                {
                    partOf[row] = part;
                }
            }

            _parts.Add(folds, parts = Array.ConvertAll(rows, row => partOf[row]));
        }

        return parts;
    }
}
