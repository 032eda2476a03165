namespace MlOpsDashboard.Core.Tracking;

/// <summary>The rules for the names that people and programs give. All are short, printable and safe in a path and an address.</summary>
internal static class TrackingNames
{
    public const int MaxName = 250;
    public const int MaxParameterValue = 6000;
    public const int MaxTagValue = 8000;
    public const int MaxPath = 500;
    public const int MaxNotes = 100_000;

    /// <summary>The name of an experiment, a run or a registered model.</summary>
    public static string CheckName(string? name, string field)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw InvalidException.Of(field, "must not be empty.");
        }

        if (name.Length > MaxName)
        {
            throw InvalidException.Of(field, $"must have at most {MaxName} characters, not {name.Length}.");
        }

        if (name is "." or ".." || name != name.Trim() || name.AsSpan().ContainsAny("/\\") || HasUnprintable(name))
        {
            throw InvalidException.Of(field, "must not contain slashes, backslashes or control characters, nor begin or end with a space.");
        }

        return name;
    }

    /// <summary>The name of a registered model: also without a colon, because name:version names a version.</summary>
    public static string CheckModelName(string? name, string field)
    {
        CheckName(name, field);
        if (name is "compare" or "transition")
        {
            throw InvalidException.Of(field, $"cannot be {name}: that is an address of the REST interface.");
        }

        return name!.Contains(':', StringComparison.Ordinal)
            ? throw InvalidException.Of(field, "must not contain a colon: name:version names a version.")
            : name;
    }

    /// <summary>The key of a parameter, metric or tag: letters, digits, _ - . : space, and / between parts.</summary>
    public static string CheckKey(string? key, string field)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > MaxName)
        {
            throw new InvalidException(field, $"A key of {field} must have 1 to {MaxName} characters.");
        }

        foreach (char c in key)
        {
            if (!char.IsLetterOrDigit(c) && !"_-. :/=<>()[],%+*".Contains(c, StringComparison.Ordinal))
            {
                throw new InvalidException(field, $"The key '{Shown(key)}' of {field} has a character that is not allowed.");
            }
        }

        return HasOnlyPlainParts(key)
            ? key
            : throw new InvalidException(field, $"The key '{Shown(key)}' of {field} must not begin or end with a slash nor have the parts '', '.' or '..'.");
    }

    public static string CheckValue(string? value, int max, string field) =>
        value is null || value.Length > max || value.Contains('\0', StringComparison.Ordinal)
            ? throw new InvalidException(field, $"A value of {field} must be text of at most {max} characters without NUL.")
            : value;

    /// <summary>The path of an artifact inside its run.</summary>
    public static string CheckPath(string? path, string field)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Length > MaxPath)
        {
            throw InvalidException.Of(field, $"must have 1 to {MaxPath} characters.");
        }

        return path.AsSpan().ContainsAny("\\:") || HasUnprintable(path) || !HasOnlyPlainParts(path)
            ? throw InvalidException.Of(field, "must be a relative path with forward slashes and without '.', '..', ':' or control characters.")
            : path;
    }

    private static bool HasOnlyPlainParts(string path)
    {
        foreach (Range part in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(part) is "" or "." or "..")
            {
                return false;
            }
        }

        return true;
    }

    // Lone surrogates would not survive UTF-8; the replacement character tells of a wrong decoding elsewhere and is let through.
    private static bool HasUnprintable(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || (char.IsSurrogate(text[i]) && !IsPairAt(text, ref i)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPairAt(string text, ref int i) =>
        i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) && ++i > 0;

    private static string Shown(string key) => string.Concat(key.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
