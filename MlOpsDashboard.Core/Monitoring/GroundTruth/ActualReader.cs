using System.Globalization;
using System.Text.Json;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Registry;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Understands true values as a model version's own.</summary>
internal sealed class ActualReader
{
    private readonly CategoryWords? _classes;

    /// <summary>Makes a reader.</summary>
    /// <param name="version">The version whose predictions are judged.</param>
    public ActualReader(ModelVersion version)
    {
        Signature = JsonSerializer.Deserialize<ModelSignature>(version.Signature, ModelJson.Options)!;
        _classes = Signature.Task == TaskKind.Regression ? null : new CategoryWords(Signature.Classes);
    }

    /// <summary>The version's signature.</summary>
    public ModelSignature Signature { get; }

    /// <summary>Reads a value.</summary>
    /// <param name="text">As the caller wrote it.</param>
    /// <param name="message">What is wrong with it; null when nothing is.</param>
    /// <returns>The index of the class, or the number.</returns>
    public double Read(string text, out string? message)
    {
        message = null;
        if (_classes is null)
        {
            bool isNumber = (Signature.TargetReading ?? ColumnReading.Usual(ColumnType.Numeric)).TryNumber(text.AsSpan(), out double number) && double.IsFinite(number) && double.IsFinite((float)number);
            message = isNumber ? null : $"actual must be a number, but is '{Short(text)}'.";
            return number;
        }

        int index = Find(_classes, CellTrim.Of(text));
        message = index >= 0 ? null : $"actual must be one of {string.Join(", ", Signature.Classes.Take(20))}, but is '{Short(text)}'.";
        return index;
    }

    /// <summary>A stored truth as the data writes it.</summary>
    /// <param name="actual">The index of the class, or the number.</param>
    public string Text(double actual) => _classes is null
        ? actual.ToString("R", CultureInfo.InvariantCulture)
        : Signature.Classes[(int)actual];

    // The class as the data spells it; else the one that means the same yes or no; else the one that differs in case only.
    private int Find(CategoryWords classes, string word)
    {
        int index = classes.Find(word);
        if (index >= 0)
        {
            return index;
        }

        ColumnReading reading = Signature.TargetReading ?? ColumnReading.Usual(ColumnType.Boolean);
        bool?[] truths = [.. Signature.Classes.Select(name => FeatureText.TruthOf(reading, name))];
        bool? truth = FeatureText.TruthOf(reading, word);
        if (truth is not null && truths.Count(one => one == truth) == 1 && truths.Count(one => one == !truth) == 1 && truths.Length == 2)
        {
            return Array.IndexOf(truths, truth);
        }

        int[] alike = [.. Enumerable.Range(0, Signature.Classes.Count).Where(place => Signature.Classes[place].Equals(word, StringComparison.OrdinalIgnoreCase))];
        return alike.Length == 1 ? alike[0] : -1;
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
