using System.Text.RegularExpressions;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed partial class HabitTests
{
    [Fact]
    public void Time_comes_from_a_time_provider() =>
        Faults.None(SourceTree.All.Where(file => AmbientClock().IsMatch(file.Code)));

    [Fact]
    public void Identifiers_are_made_in_one_place() => Faults.None(
        SourceTree.All.Where(file => file.Path != "MlOpsDashboard.Core/Ids.cs" && NewGuid().IsMatch(file.Code)));

    [Fact]
    public void Randomness_has_a_seed() => Faults.None(SourceTree.All.Where(file => AmbientRandom().IsMatch(file.Code)));

    [Fact]
    public void Caught_exception_is_not_swallowed()
    {
        // Going on is right for one kind of exception at most, and where the reason is written in the empty block.
        var faults = from file in SourceTree.All
                     from match in EmptyCatch().Matches(file.Code)
                     where match.Groups[1].Value is "" or "Exception"
                         || !file.Text.AsSpan(match.Index, match.Length).Contains("//", StringComparison.Ordinal)
                     select file.Path;

        Faults.None(faults);
    }

    [Fact]
    public void Thread_is_not_blocked() => Faults.None(SourceTree.Product.Where(file => Blocking().IsMatch(file.Code)));

    [Fact]
    public void Parallel_loop_stays_on_the_threads_of_its_job() => Faults.None(
        SourceTree.Product.Where(file => file.Path != "MlOpsDashboard.Core/Learning/ParallelLoop.cs" && file.Code.Contains("new ParallelOptions", StringComparison.Ordinal)));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Faults.None(SourceTree.All.Where(file => file.Name != "HabitTests.cs" && Unfinished().IsMatch(file.Text)));

    [Fact]
    public void Suppression_in_code_says_why()
    {
        var faults = from file in SourceTree.All
                     from line in file.Text.Split('\n')
                     where (PragmaDisable().IsMatch(line) && !line.Contains("//", StringComparison.Ordinal))
                         || (line.TrimStart().StartsWith("[SuppressMessage", StringComparison.Ordinal)
                             && !line.Contains("Justification", StringComparison.Ordinal))
                     select $"{file}: {line.Trim()}";

        Faults.None(faults);
    }

    [Fact]
    public void Suppression_in_the_build_says_why()
    {
        var faults = from file in SourceTree.BuildFiles()
                     let lines = file.Text.Split('\n')
                     from index in Enumerable.Range(0, lines.Length)
                     where NoWarn().IsMatch(lines[index])
                         && (index == 0 || !lines[index - 1].Contains("-->", StringComparison.Ordinal))
                     select $"{file}: {lines[index].Trim()}";

        Faults.None(faults);
    }

    [Fact]
    public void Silenced_analyser_says_why()
    {
        var reasoned = false;
        var faults = new List<string>();
        foreach (var line in File.ReadLines(RepositoryFolder.Combine(".editorconfig")))
        {
            // A reason covers the lines that follow it without a gap.
            reasoned = line.StartsWith('#') || (reasoned && Silenced().IsMatch(line));
            if (Silenced().IsMatch(line) && !reasoned)
            {
                faults.Add(line);
            }
        }

        Faults.None(faults);
    }

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b")]
    private static partial Regex AmbientClock();

    [GeneratedRegex(@"\bGuid\.(NewGuid|CreateVersion7)\b")]
    private static partial Regex NewGuid();

    [GeneratedRegex(@"\bRandom\.Shared\b|\bnew Random\(\)")]
    private static partial Regex AmbientRandom();

    [GeneratedRegex(@"\bcatch\s*(?:\(\s*([\w.]+)[^)]*\)\s*)?(?:when\s*\([^{]*\)\s*)?\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\basync void\b|\.GetAwaiter\(\)\.GetResult\(\)|\bThread\.Sleep\b")]
    private static partial Regex Blocking();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^\s*#pragma warning disable")]
    private static partial Regex PragmaDisable();

    [GeneratedRegex("<(NoWarn|WarningsNotAsErrors)>")]
    private static partial Regex NoWarn();

    [GeneratedRegex(@"^dotnet_diagnostic\.\w+\.severity\s*=\s*(none|silent|suggestion)\b")]
    private static partial Regex Silenced();
}
