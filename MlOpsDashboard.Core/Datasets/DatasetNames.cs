namespace MlOpsDashboard.Core.Datasets;

/// <summary>The rules for what people give a data set: its name, its source, its description.</summary>
public static class DatasetNames
{
    private const int MaxName = 100;
    private const int MaxSource = 250;
    private const int MaxDescription = 10_000;

    /// <summary>A name that a file's name suggests: <c>My Data (1).csv.gz</c> becomes <c>my_data_1</c>.</summary>
    /// <param name="fileName">The name of a file.</param>
    public static string Suggest(string fileName)
    {
        string name = Source(fileName);
        int point = name.IndexOf('.', StringComparison.Ordinal);
        name = (point > 0 ? name[..point] : name).ToLowerInvariant();
        string[] parts = new string([.. name.Select(letter => IsAllowed(letter) && letter != '.' ? letter : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string joined = string.Join('_', parts).TrimStart('_', '-');
        return joined.Length == 0 ? "dataset" : joined.Length > MaxName ? joined[..MaxName] : joined;
    }

    /// <summary>Checks what comes with an upload.</summary>
    /// <param name="upload">The upload.</param>
    /// <exception cref="InvalidException">Names every field at fault.</exception>
    public static void Check(DatasetUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        var errors = new RequestErrors();
        CheckName(upload.Name, "name", errors);
        errors.Must(
            upload.Description is not { Length: > MaxDescription }, "description", FormattableString.Invariant($"must have at most {MaxDescription:N0} characters."));
        errors.ThrowIfAny();
    }

    /// <summary>Checks a name that is told in a field of another name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="field">The field.</param>
    /// <exception cref="InvalidException">It cannot be the name of a data set.</exception>
    internal static void Check(string? name, string field)
    {
        var errors = new RequestErrors();
        CheckName(name, field, errors);
        errors.ThrowIfAny();
    }

    /// <summary>The last part of a path, short and printable.</summary>
    /// <param name="fileName">What a browser or a program calls the file.</param>
    internal static string Source(string? fileName)
    {
        string name = fileName ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = new string([.. name.Where(letter => !char.IsControl(letter))]).Trim();
        return name.Length == 0 ? "upload" : name.Length > MaxSource ? name[..MaxSource] : name;
    }

    private static void CheckName(string? name, string field, RequestErrors errors)
    {
        errors.Must(!string.IsNullOrEmpty(name), field, "must not be empty.");
        errors.Must(name is not { Length: > MaxName }, field, $"must have at most {MaxName} characters, not {name?.Length}.");
        errors.Must(
            !string.IsNullOrEmpty(name) && char.IsAsciiLetterOrDigit(name[0]) && name.All(IsAllowed),
            field,
            "must begin with a letter or a digit and have only letters, digits, '.', '_' and '-' (no spaces, no slashes).");
    }

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-';
}
