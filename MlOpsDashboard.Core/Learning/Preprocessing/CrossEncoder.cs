using System.Text.Json.Serialization;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing;

/// <summary>
/// Two categories as one: each pair of words that training rows had is a category. A pair is missing where one of the two is, and unseen
/// where the training rows did not have it. Immutable; its state is what it writes to JSON.
/// </summary>
/// <param name="First">The position of the one column in the signature.</param>
/// <param name="Second">The position of the other.</param>
/// <param name="Pairs">The pairs in rising order, each as the first code times <paramref name="SecondWords"/> plus the second code.</param>
/// <param name="SecondWords">The number of words of the second column.</param>
/// <param name="Inner">Turns the pair's position into features.</param>
internal sealed record CrossEncoder(int First, int Second, long[] Pairs, int SecondWords, ColumnEncoder Inner)
{
    /// <summary>Between the names of two columns, and of two words.</summary>
    public const string Sign = " × ";

    /// <summary>The number of encoded features.</summary>
    [JsonIgnore]
    public int Width => Inner.Width;

    /// <summary>What the encoded features are.</summary>
    /// <param name="inputs">The source columns.</param>
    public IEnumerable<FeatureInfo> Describe(IReadOnlyList<FeatureSignature> inputs) => Inner.Describe(SourceOf(inputs));

    /// <summary>The pair of columns as if it were a column.</summary>
    /// <param name="inputs">The source columns.</param>
    public FeatureSignature SourceOf(IReadOnlyList<FeatureSignature> inputs)
    {
        (FeatureSignature first, FeatureSignature second) = (inputs[First], inputs[Second]);
        return new FeatureSignature
        {
            Name = first.Name + Sign + second.Name,
            Type = ColumnType.Categorical,
            Nullable = first.Nullable || second.Nullable,
            Categories = [.. Pairs.Select(pair => first.Categories[(int)(pair / SecondWords)] + Sign + second.Categories[(int)(pair % SecondWords)])],
        };
    }

    /// <summary>The position of a pair, NaN when one of the two is missing, or <see cref="FeatureRow.Unseen"/>.</summary>
    /// <param name="first">A code of the first column.</param>
    /// <param name="second">A code of the second.</param>
    public double CodeOf(double first, double second)
    {
        if (double.IsNaN(first) || double.IsNaN(second))
        {
            return double.NaN;
        }

        int place = first < 0 || second < 0 ? -1 : Array.BinarySearch(Pairs, KeyOf(first, second, SecondWords));
        return place < 0 ? FeatureRow.Unseen : place;
    }

    /// <summary>The codes of a column of pairs.</summary>
    /// <param name="first">The first column's codes.</param>
    /// <param name="second">The second's, as many.</param>
    public double[] CodesOf(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] codes = new double[first.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = CodeOf(first[row], second[row]);
        }

        return codes;
    }

    /// <summary>The number that stands for a pair.</summary>
    /// <param name="first">A code of the first column, from 0.</param>
    /// <param name="second">A code of the second.</param>
    /// <param name="secondWords">The number of words of the second column.</param>
    public static long KeyOf(double first, double second, int secondWords) => ((long)first * secondWords) + (long)second;

    /// <summary>Whether a state read from a file fits its source columns.</summary>
    /// <param name="inputs">The source columns.</param>
    public bool Fits(IReadOnlyList<FeatureSignature> inputs)
    {
        bool columns = First >= 0 && First < inputs.Count && Second >= 0 && Second < inputs.Count
            && inputs[First].IsCoded && inputs[Second].IsCoded && SecondWords == inputs[Second].Categories.Count;
        bool pairs = columns && Pairs.Length > 0 && Pairs[0] >= 0 && Pairs[^1] < (long)inputs[First].Categories.Count * SecondWords;
        for (int i = 1; pairs && i < Pairs.Length; i++)
        {
            pairs = Pairs[i] > Pairs[i - 1];
        }

        return pairs && Inner.Fits(SourceOf(inputs));
    }
}
