namespace MlOpsDashboard.Core.Tabular.Scanning;

/// <summary>The formats that a column's numbers may have, when they are not written plainly.</summary>
internal sealed class NumberForms
{
    private readonly NumberTrack[] _tracks;
    private readonly bool _isCurrency;

    private NumberForms(NumberTrack[] tracks, bool isCurrency)
    {
        _tracks = tracks;
        _isCurrency = isCurrency;
    }

    /// <summary>Whether some format still fits every field.</summary>
    internal bool IsAlive => Array.Exists(_tracks, track => !track.IsLost);

    /// <summary>The formats that the first field of an unusual shape leaves possible.</summary>
    /// <param name="text">UTF-8, trimmed.</param>
    /// <param name="budget">How much is remembered.</param>
    /// <returns>Null when it is no number.</returns>
    internal static NumberForms? Begin(ReadOnlySpan<byte> text, ScanBudget budget)
    {
        IReadOnlyList<NumberFormat> formats = FormatsOf(text);
        return formats.Count == 0 ? null : new NumberForms(
            [.. formats.Select(format => new NumberTrack(format, budget))], NumberShape.TryCut(text, out NumberShape shape) && (NumberAffix.IsCurrency(shape.Prefix) || NumberAffix.IsCurrency(shape.Suffix)));
    }

    /// <summary>The formats in which a text is a number, with the affixes that it has.</summary>
    /// <param name="text">UTF-8, trimmed.</param>
    internal static IReadOnlyList<NumberFormat> FormatsOf(ReadOnlySpan<byte> text)
    {
        if (!NumberShape.TryCut(text, out NumberShape shape) || !NumberAffix.AreUsual(shape) || NumberText.HasLeadingZero(shape.Body))
        {
            return [];
        }

        var affixed = new NumberFormat
        {
            Prefix = shape.Prefix.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(shape.Prefix),
            Suffix = shape.Suffix.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(shape.Suffix),
        };
        return
        [
            affixed with { ThousandsMark = ',' },
            affixed with { DecimalMark = ',', ThousandsMark = '.' },
            affixed with { ThousandsMark = ' ' },
            affixed with { DecimalMark = ',', ThousandsMark = ' ' },
            affixed with { ThousandsMark = '\'' },
        ];
    }

    /// <summary>Takes a field into account.</summary>
    /// <param name="text">UTF-8, trimmed.</param>
    /// <param name="times">How often it came.</param>
    internal void Add(ReadOnlySpan<byte> text, long times = 1)
    {
        foreach (NumberTrack track in _tracks)
        {
            track.Add(text, times);
        }
    }

    /// <summary>The format that every field has.</summary>
    /// <param name="separator">What stands between the fields of the file: a file of commas writes decimals with points.</param>
    /// <param name="doubt">Two formats that read the fields differently, as 1,234 can be read.</param>
    /// <returns>Null when none fits, or two that differ do.</returns>
    internal NumberTrack? Choose(char separator, out (NumberFormat One, NumberFormat Other)? doubt)
    {
        doubt = null;
        NumberTrack[] fits = [.. _tracks.Where(track => !track.IsLost)];
        if (fits.Length == 0)
        {
            return null;
        }

        NumberTrack? other = Array.Find(fits, track => track.Content != fits[0].Content);
        if (other is null)
        {
            return Array.Find(fits, track => track.HasThousands) ?? fits[0];
        }

        // No currency has three decimals as a rule.
        if (_isCurrency)
        {
            return Array.Find(fits, track => track.HasThousands);
        }

        // A file of commas was written by a program that writes decimals with points.
        doubt = (fits[0].Format, other.Format);
        return separator == ',' ? Array.Find(fits, track => track.Format.DecimalMark == '.') : null;
    }
}
