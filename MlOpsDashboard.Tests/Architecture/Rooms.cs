using System.Text.RegularExpressions;

namespace MlOpsDashboard.Tests.Architecture;

/// <summary>Who may use whom inside the large folders of the core library: an ordered list of the folders of each.</summary>
internal static partial class Rooms
{
    /// <summary>The files that stand in no folder of their own: they know all the others, and no other knows them.</summary>
    public const string Top = "";

    /// <summary>The rooms of each folder, from left to right; a room within another one has its own place.</summary>
    public static readonly Dictionary<string, string[]> Order = new()
    {
        ["Learning"] =
        [
            "Kernels", "Parameters", "Preprocessing/Steps", "Rows", "Contract", "Values", "Targets",
            "Evaluation", "Evaluation/Bootstrap", "Preprocessing", "Resampling", "Calibration", "Trees",
            "Baseline", "Linear", "Boosting", "Forest", "Neural", "Catalog", "Ensembles", "Artifacts",
            "Explanation", "Trees/Dump", "Onnx", "Search/Tpe", "Search", "Search/Importance", "Search/Pruning", "Search/Auto", Top,
        ],
        ["Training"] = ["Requests", Top],
        ["Serving"] =
        [
            "Settings", "Explaining", "Inputs", "Served", "Scoring", "Logging", "Plans", "Predicting", "OpenInference", "Batch", Top,
        ],
        ["Monitoring"] =
        [
            "Settings", "Traffic", "Frames", "Rollups", "Live", "Queries", "GroundTruth", "Inputs", "Shares", "Figures", "Exposition", Top,
        ],
    };

    private static readonly Lazy<ILookup<string, SourceFile>> s_types = new(() => Files.ToLookup(file => Path.GetFileNameWithoutExtension(file.Name)));

    /// <summary>The files of the core library that the order is about.</summary>
    public static IEnumerable<SourceFile> Files => SourceTree.Core.Where(file => file.Folders.Length > 0 && Order.ContainsKey(file.Folders[0]));

    /// <summary>The room of a file, below the folder that <see cref="Order"/> names.</summary>
    public static string Of(SourceFile file) => string.Join('/', file.Folders[1..]);

    /// <summary>Whether a room may use another one of the same folder.</summary>
    public static bool MayUse(string folder, string user, string used) =>
        user == used || Array.IndexOf(Order[folder], used) < Array.IndexOf(Order[folder], user);

    /// <summary>
    /// The rooms of its own folder that a file names: by a using or a full name, by a name relative to a room, or, for those that
    /// it stands in itself, by the name of a type alone.
    /// </summary>
    public static IEnumerable<string> UsedBy(SourceFile file)
    {
        var folder = file.Folders[0];
        var own = Of(file);

        var full = from match in FullName().Matches(file.Code)
                   where match.Groups[1].Value == folder
                   select RoomOf(folder, match.Groups[2].Value.Trim('.').Split('.'));
        var relative = from match in RelativeName().Matches(file.Code)
                       from other in s_types.Value[match.Groups[2].Value]
                       where other.Folders[0] == folder && other.Folders.Skip(1).Contains(match.Groups[1].Value)
                       select Of(other);
        var around = from word in Word().Matches(file.Code).Select(match => match.Value).Distinct()
                     from other in s_types.Value[word]
                     where other.Folders[0] == folder && IsAround(Of(other), own)
                     select Of(other);
        return full.Concat(relative).Concat(around).Where(room => room != own).Distinct();
    }

    private static bool IsAround(string room, string own) => room == Top || own.StartsWith(room + "/", StringComparison.Ordinal);

    private static string RoomOf(string folder, string[] names) =>
        Enumerable.Range(0, names.Length).Select(less => string.Join('/', names[..^less])).FirstOrDefault(Order[folder].Contains) ?? Top;

    [GeneratedRegex(@"\b(?<!\w\.)(?:MlOpsDashboard\.)?Core\.(\w+)((?:\.\w+)*)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w+)\.(?:\w+\.)*?([A-Z]\w+)")]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Word();
}
