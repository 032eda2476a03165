namespace MlOpsDashboard.Core.Registry;

/// <summary>Whether two versions were judged on the same held-out rows: only then are their figures comparable.</summary>
public static class JudgedRows
{
    // What the data, and with the seed the rows set aside, depend on.
    private static readonly string[] s_split = ["validation", "test_size"];

    /// <summary>Whether they were.</summary>
    /// <param name="one">A version.</param>
    /// <param name="other">Another one.</param>
    public static bool AreSame(ModelVersion one, ModelVersion other) => Difference(one, other) is null;

    /// <summary>What tells their rows apart, in a few words; null when nothing does.</summary>
    /// <param name="one">A version.</param>
    /// <param name="other">Another one.</param>
    public static string? Difference(ModelVersion one, ModelVersion other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return (one, other) switch
        {
            ({ DatasetSha256: null }, _) or (_, { DatasetSha256: null }) => "it is not known which rows each was judged on",
            _ when one.DatasetSha256 != other.DatasetSha256 => $"they were judged on other rows, of {Data(one)} and of {Data(other)}",
            _ when one.Seed != other.Seed => "they were judged on other rows, set aside by another seed",
            _ when s_split.Any(name => one.Parameters.GetValueOrDefault(name) != other.Parameters.GetValueOrDefault(name)) => "they were judged on other rows, since their validation differs",
            _ => null,
        };
    }

    private static string Data(ModelVersion version) => $"{version.DatasetName ?? "unnamed data"}:{version.DatasetVersion}";
}
