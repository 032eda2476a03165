using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using MlOpsDashboard.Core.Drift;

namespace MlOpsDashboard.Api.Drift;

/// <summary>A drift report as one file of HTML: no script, no style sheet and no picture from elsewhere, so that it can be sent and kept.</summary>
internal sealed class DriftHtml
{
    private const int PictureWidth = 360;
    private const int PictureHeight = 90;

    private const string Style = """
        :root{color-scheme:light dark}body{font:15px/1.45 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
        th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #8884}td.n{text-align:right;font-variant-numeric:tabular-nums}
        .drift{font-weight:600}figure{margin:0 0 1.2rem}figcaption{margin-bottom:.2rem}
        svg .a{fill:#0072b2}svg .b{fill:#d55e00}svg text{fill:currentColor;font-size:10px}.frame{overflow-x:auto}
        """;

    private readonly StringBuilder _text = new();

    private DriftHtml()
    {
    }

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    public static string Of(DriftReport report)
    {
        var html = new DriftHtml();
        html.Write(report);
        return html._text.ToString();
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    private static string Number(double? value) => value is { } number ? number.ToString("G4", CultureInfo.InvariantCulture) : "–";

    private static string Word(Enum value) => string.Concat(value.ToString().Select((letter, at) => char.IsUpper(letter) && at > 0 ? $" {char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));

    private void Write(DriftReport report)
    {
        string title = FormattableString.Invariant($"Drift of {report.ModelName}:{report.ModelVersion}, {report.CheckedAt:yyyy-MM-dd HH:mm} UTC");
        _text.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Safe(title)}</title><style>{Style}</style>");
        _text.Append(CultureInfo.InvariantCulture, $"<h1>{Safe(title)}</h1><p><strong>{Safe(report.Message)}</strong></p>");
        string window = report is { From: { } from, To: { } to } ? FormattableString.Invariant($", made from {from:yyyy-MM-dd HH:mm:ss} to {to:yyyy-MM-dd HH:mm:ss} UTC") : "";
        _text.Append(CultureInfo.InvariantCulture, $"<p>{report.Rows:N0} rows of {Safe(report.Source)}{window}{(report.Reading == DriftReading.Sketches ? ", by sketches" : "")}, against {report.ReferenceRows:N0} rows of {Safe(report.Reference)}. Checked by {Safe(report.CheckedBy)}. All comparisons together raise a false alarm in at most {Number(report.FalseAlarmRate * 100)} % of the checks (Benjamini and Hochberg).</p>");
        if (report.Together is { } together)
        {
            _text.Append(CultureInfo.InvariantCulture, $"<p>All features together: gradient boosting tells rows of now from those of training with an AUC of {Number(together.Auc)} (0.5 is not at all; adjusted p {Number(together.AucAdjustedPValue)}); the maximum mean discrepancy has an adjusted p of {Number(together.MmdAdjustedPValue)}. {(together.Drifted ? "That is drift." : "That is no drift.")}</p>");
        }

        FeatureDrift[] rows = [.. report.Prediction is null ? [] : new[] { report.Prediction }, .. report.Features];
        Table(report, rows);
        foreach (FeatureDrift row in rows.Where(row => row.Bins.Count > 0))
        {
            Picture(Name(report, row), row);
        }

        _text.Append("</html>\n");
    }

    private static string Name(DriftReport report, FeatureDrift row) => row == report.Prediction ? $"prediction ({row.Name})" : row.Name;

    private void Table(DriftReport report, FeatureDrift[] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        _text.Append("<div class=\"frame\"><table><thead><tr><th>Feature<th>Verdict<th>Method<th>Score<th>Threshold<th>Adjusted p<th>Importance (%)<th>Expected loss<th>Rows<th>Missing (%)</tr></thead><tbody>");
        foreach (FeatureDrift row in rows)
        {
            string verdict = row.Drifted ? "drifted" : row.Method == DriftMethod.NotCompared ? "not compared" : "as before";
            _text.Append(CultureInfo.InvariantCulture, $"<tr{(row.Drifted ? " class=\"drift\"" : "")}><th>{Safe(Name(report, row))}<td>{verdict}<td>{Word(row.Method)}");
            _text.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{Number(row.Score)}<td class=\"n\">{Number(row.Threshold)} of {Word(row.ThresholdOf)}<td class=\"n\">{Number(row.AdjustedPValue)}<td class=\"n\">{Number(row.Importance * 100)}<td class=\"n\">{Number(row.ExpectedLoss)}<td class=\"n\">{row.Rows:N0}<td class=\"n\">{row.MissingShare * 100:0.0}</tr>");
        }

        _text.Append("</tbody></table></div>");
    }

    private void Picture(string name, FeatureDrift row)
    {
        double highest = row.Bins.Max(bin => Math.Max(bin.Reference, bin.Current));
        double width = (double)PictureWidth / row.Bins.Count;
        _text.Append(CultureInfo.InvariantCulture, $"<figure><figcaption>{Safe(name)}: blue is the training data, orange is now; shares of rows</figcaption><svg viewBox=\"0 0 {PictureWidth} {PictureHeight + 14}\" width=\"{PictureWidth * 2}\" role=\"img\" aria-label=\"{Safe(name)}\">");
        for (int i = 0; i < row.Bins.Count; i++)
        {
            DriftBin bin = row.Bins[i];
            Bar("a", i * width, width * 0.42, bin.Reference / highest);
            Bar("b", (i * width) + (width * 0.46), width * 0.42, bin.Current / highest);
        }

        (string first, string last) = row.Bins[0].Label is null
            ? (Number(row.Bins[0].From), Number(row.Bins[^1].To))
            : (row.Bins[0].Label!, row.Bins.Count > 1 ? row.Bins[^1].Label! : "");
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{PictureHeight + 12}\">{Safe(first)}</text><text x=\"{PictureWidth}\" y=\"{PictureHeight + 12}\" text-anchor=\"end\">{Safe(last)}</text></svg></figure>");
    }

    private void Bar(string kind, double x, double width, double share)
    {
        double height = share * PictureHeight;
        _text.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x:0.##}\" y=\"{PictureHeight - height:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\"/>");
    }
}
