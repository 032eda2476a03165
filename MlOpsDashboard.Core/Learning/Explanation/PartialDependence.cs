using System.Globalization;
using MlOpsDashboard.Core.Learning.Artifacts;
using MlOpsDashboard.Core.Learning.Rows;
using MlOpsDashboard.Core.Learning.Values;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>Gives all background rows one value of a column after the other, and asks the model each time.</summary>
internal static class PartialDependence
{
    private const int MostPoints = 21;
    private const int MostWords = 24;
    private const int ShownRows = 30;

    /// <summary>Measures a curve.</summary>
    /// <param name="model">The model.</param>
    /// <param name="feature">The position of the column in the signature.</param>
    /// <param name="output">The class, or 0.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public static DependenceCurve Measure(TrainedModel model, int feature, int output, CancellationToken cancellationToken)
    {
        FeatureSignature signature = model.Signature.Features[feature];
        IReadOnlyList<FeatureRow> rows = model.Background.Rows;
        double[] grid = signature.IsCoded ? Words(signature, rows, feature) : Numbers(signature, rows, feature);
        var answers = new double[rows.Count][];
        var outputs = new float[model.OutputCount];
        for (int i = 0; i < answers.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] values = rows[i].Values.ToArray();
            var row = new FeatureRow(values);
            answers[i] = Array.ConvertAll(grid, value =>
            {
                values[feature] = value;
                model.Predict(row, outputs);
                return outputs[output] + model.Signature.TargetOffset;
            });
        }

        return new DependenceCurve(
            signature.Name,
            signature.Type,
            output,
            rows.Count,
            [.. grid.Select((value, at) => new DependencePoint(
                signature.IsCoded || signature.Text is not null || double.IsNaN(value) ? null : value, Label(signature, value), answers.Average(answer => answer[at])))],
            answers[..Math.Min(ShownRows, answers.Length)]);
    }

    /// <summary>A value in words.</summary>
    /// <param name="feature">Whose value.</param>
    /// <param name="value">In the form of <see cref="FeatureRow.Values"/>.</param>
    public static string Label(FeatureSignature feature, double value) => feature switch
    {
        _ when double.IsNaN(value) => "(missing)",
        { Text: not null } => "(its own text)",
        { IsCoded: true } => value >= 0 ? feature.Categories[(int)value] : "(unseen)",
        { Type: ColumnType.DateTime } => DateTime.UnixEpoch.AddSeconds(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => SourceColumns.PlainText(feature, value),
    };

    private static double[] Words(FeatureSignature signature, IReadOnlyList<FeatureRow> rows, int feature)
    {
        var counts = new int[signature.Categories.Count];
        foreach (FeatureRow row in rows)
        {
            if (row.Values[feature] >= 0)
            {
                counts[(int)row.Values[feature]]++;
            }
        }

        IEnumerable<double> words = Enumerable.Range(0, counts.Length)
            .OrderByDescending(code => counts[code]).ThenBy(code => code).Take(MostWords).Select(code => (double)code);
        return [.. signature.Nullable ? words.Append(double.NaN) : words];
    }

    private static double[] Numbers(FeatureSignature signature, IReadOnlyList<FeatureRow> rows, int feature)
    {
        double[] present = [.. rows.Select(row => row.Values[feature]).Where(value => !double.IsNaN(value)).Order()];
        double[] distinct = [.. present.Distinct()];
        if (distinct.Length > MostPoints)
        {
            // Order statistics and not means between them: whole numbers stay whole.
            return [.. Enumerable.Range(0, MostPoints).Select(i => present[(int)Math.Round(i * (present.Length - 1) / (MostPoints - 1.0))]).Distinct()];
        }

        bool alone = distinct.Length < 2 && signature.Min is not null && signature.Max > signature.Min;
        return alone ? Even(signature, signature.Min!.Value, signature.Max!.Value) : distinct;
    }

    /// <summary>Where the rows show one value only, even steps over the range that training saw.</summary>
    private static double[] Even(FeatureSignature signature, double min, double max) =>
    [
        .. Enumerable.Range(0, MostPoints)
            .Select(i => min + (i * (max - min) / (MostPoints - 1)))
            .Select(value => signature.WholeNumbers ? Math.Round(value) : value)
            .Distinct(),
    ];
}
