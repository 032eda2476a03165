namespace MlOpsDashboard.Tests.Architecture;

/// <summary>A file of the solution, as its rules see it.</summary>
/// <param name="Project">The project's folder, as in <c>MlOpsDashboard.Core</c>.</param>
/// <param name="Path">The path below the repository, with forward slashes.</param>
/// <param name="Text">The whole text.</param>
internal sealed record SourceFile(string Project, string Path, string Text)
{
    private readonly Lazy<string> _code = new(() =>
        Path.EndsWith(".razor", StringComparison.Ordinal) ? CodeText.OfRazor(Text) : CodeText.OfCSharp(Text));

    /// <summary>The text with comments and the insides of strings blanked out, line by line as it was.</summary>
    public string Code => _code.Value;

    /// <summary>The file's name without its folder.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folders between project and file, outermost first.</summary>
    public string[] Folders => Path.Split('/')[1..^1];

    /// <summary>The number of lines.</summary>
    public int Lines => Text.AsSpan().Count('\n') + (Text.EndsWith('\n') ? 0 : 1);

    /// <inheritdoc />
    public override string ToString() => Path;
}
