namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>Finds columns of words that are numbers but for a few fields, so that nobody takes them for names of rows.</summary>
internal static class NearlyNumbers
{
    private const int MostWords = 2_000;
    private const double Enough = 0.7;

    /// <summary>The sentence about a column that is nearly one of numbers; null when it is not.</summary>
    /// <param name="scan">A column of words.</param>
    internal static string? Find(ColumnScan scan)
    {
        int words = Math.Min(scan.Words.Count, MostWords);
        var formats = new Dictionary<NumberFormat, long>();
        long looked = 0;
        for (int i = 0; i < words; i++)
        {
            long count = scan.Words.CountOf(i);
            looked += count;
            if (NumberText.TryParse(scan.Words.Word(i), out _))
            {
                continue;
            }

            foreach (NumberFormat format in NumberForms.FormatsOf(scan.Words.Word(i)).Where(format => format.TryParse(scan.Words.Word(i), out _)))
            {
                formats[format] = formats.GetValueOrDefault(format) + count;
            }
        }

        return formats.Count == 0 ? null : Best(scan, formats, words, looked);
    }

    private static string? Best(ColumnScan scan, Dictionary<NumberFormat, long> formats, int words, long looked)
    {
        (NumberFormat? best, long most, string? misfit) = (null, 0, null);
        foreach (NumberFormat format in formats.Keys)
        {
            long fits = 0;
            string? first = null;
            for (int i = 0; i < words; i++)
            {
                bool fit = format.TryParse(scan.Words.Word(i), out _, out bool bare) && !bare;
                fits += fit ? scan.Words.CountOf(i) : 0;
                first ??= fit ? null : scan.Words.Text(i);
            }

            (best, most, misfit) = fits > most ? (format, fits, first) : (best, most, misfit);
        }

        return best is null || most < Enough * looked || misfit is null ? null : ColumnSentences.NearlyNumbers(scan, best, most, looked, misfit);
    }
}
