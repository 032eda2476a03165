using MlOpsDashboard.Core.Learning.Contract;
using MlOpsDashboard.Core.Learning.Kernels;
using MlOpsDashboard.Core.Learning.Targets;

namespace MlOpsDashboard.Core.Learning.Evaluation;

/// <summary>Divides rows. Same rows and seed give the same division.</summary>
public static class Splitter
{
    /// <summary>Keeps a random part apart; for classes each in its share.</summary>
    /// <param name="rows">The rows to divide.</param>
    /// <param name="target">The answers of the whole table, by row number.</param>
    /// <param name="testShare">The share of rows kept apart, between 0 and 1.</param>
    /// <param name="seed">Starts the random choice.</param>
    public static RowSplit Holdout(int[] rows, TargetColumn target, double testShare, int seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(target);
        var random = new SeededRandom(seed);
        int[][] groups = Groups(rows, target);
        int[] sizes = Shares([.. groups.Select(group => group.Length)], testShare);
        var test = new List<int>();
        var training = new List<int>();
        for (int i = 0; i < groups.Length; i++)
        {
            random.Shuffle<int>(groups[i]);
            test.AddRange(groups[i][..sizes[i]]);
            training.AddRange(groups[i][sizes[i]..]);
        }

        return new RowSplit(Sorted(training), Sorted(test));
    }

    /// <summary>Divides into parts of which each is once the test; for classes each in its share.</summary>
    /// <param name="rows">The rows to divide.</param>
    /// <param name="target">The answers of the whole table, by row number.</param>
    /// <param name="folds">The number of parts, at least 2 and at most the number of rows.</param>
    /// <param name="seed">Starts the random choice.</param>
    public static IReadOnlyList<RowSplit> KFold(int[] rows, TargetColumn target, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(folds, rows.Length);
        var random = new SeededRandom(seed);
        var parts = new List<int>[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            parts[fold] = [];
        }

        // Dealt like cards, going on where the last class ended, so that the parts differ by one row at most.
        int next = 0;
        foreach (int[] group in Groups(rows, target))
        {
            random.Shuffle<int>(group);
            foreach (int row in group)
            {
                parts[next++ % folds].Add(row);
            }
        }

        return [.. parts.Select((part, fold) => new RowSplit(Sorted(parts.Where((_, other) => other != fold).SelectMany(rest => rest)), Sorted(part)))];
    }

    /// <summary>Keeps the last part apart: the future must not teach the past.</summary>
    /// <param name="rows">The rows in the order of time.</param>
    /// <param name="testShare">The share of rows kept apart, between 0 and 1.</param>
    public static RowSplit Ordered(int[] rows, double testShare)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int test = Math.Clamp((int)Math.Round(rows.Length * testShare), Math.Min(1, rows.Length - 1), Math.Max(0, rows.Length - 1));
        return new RowSplit(rows[..^test], rows[^test..]);
    }

    /// <summary>Divides into one part more than folds; each fold learns from the parts up to one and is tested on the next (rolling origin).</summary>
    /// <param name="rows">The rows in the order of time.</param>
    /// <param name="folds">The number of folds, at least 1 and fewer than the rows.</param>
    public static IReadOnlyList<RowSplit> Rolling(int[] rows, int folds)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(folds, rows.Length);
        int size = rows.Length / (folds + 1);
        return
        [
            .. Enumerable.Range(0, folds).Select(fold => rows.Length - ((folds - fold) * size)).Select(end => new RowSplit(rows[..end], rows[end..(end + size)])),
        ];
    }

    /// <summary>Divides into parts of which each is once the test, with all the rows of a group in one part.</summary>
    /// <param name="rows">The rows to divide.</param>
    /// <param name="groups">The group of each row of the whole table, by row number.</param>
    /// <param name="folds">The number of parts, at least 2 and at most the number of groups.</param>
    /// <param name="seed">Starts the random choice.</param>
    /// <exception cref="ArgumentException">There are fewer groups than parts.</exception>
    public static IReadOnlyList<RowSplit> GroupKFold(int[] rows, int[] groups, int folds, int seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        int[][] sets = ByGroup(rows, groups, seed);
        if (sets.Length < folds)
        {
            throw new ArgumentException($"There are only {sets.Length} groups for {folds} parts.", nameof(folds));
        }

        // The largest groups first, each to the part that is smallest so far.
        var parts = new List<int>[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            parts[fold] = [];
        }

        foreach (int[] set in sets.OrderByDescending(set => set.Length))
        {
            parts.MinBy(part => part.Count)!.AddRange(set);
        }

        return [.. parts.Select((part, fold) => new RowSplit(Sorted(parts.Where((_, other) => other != fold).SelectMany(rest => rest)), Sorted(part)))];
    }

    /// <summary>Keeps random groups apart until they have their share of the rows: what is learnt of a group must not judge it.</summary>
    /// <param name="rows">The rows to divide.</param>
    /// <param name="groups">The group of each row of the whole table, by row number.</param>
    /// <param name="testShare">The share of rows kept apart, between 0 and 1; at least one group is.</param>
    /// <param name="seed">Starts the random choice.</param>
    public static RowSplit GroupHoldout(int[] rows, int[] groups, double testShare, int seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(groups);
        int[][] sets = ByGroup(rows, groups, seed);
        var test = new List<int>();
        int taken = 0;
        while (taken < sets.Length - 1 && (taken == 0 || test.Count + (sets[taken].Length / 2) < rows.Length * testShare))
        {
            test.AddRange(sets[taken++]);
        }

        return new RowSplit(Sorted(sets[taken..].SelectMany(set => set)), Sorted(test));
    }

    private static int[][] ByGroup(int[] rows, int[] groups, int seed)
    {
        int[][] sets = [.. rows.GroupBy(row => groups[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        new SeededRandom(seed).Shuffle<int[]>(sets);
        return sets;
    }

    // Whichever class is the positive one, the same rows are divided in the same way.
    private static int[][] Groups(int[] rows, TargetColumn target) => target.Task == TaskKind.Regression
        ? [(int[])rows.Clone()]
        : [.. rows.GroupBy(row => (int)target.Values[row]).OrderBy(group => target.IsTurned ? -group.Key : group.Key).Select(group => group.ToArray())];

    // Whole numbers that add up to the rounded share of the whole, each within one of its own share (largest remainders);
    // a class never goes to the test as a whole.
    private static int[] Shares(int[] sizes, double share)
    {
        int total = (int)Math.Round(sizes.Sum() * share);
        int[] taken = Array.ConvertAll(sizes, size => (int)(size * share));
        int[] byRemainder = [.. Enumerable.Range(0, sizes.Length).OrderByDescending(i => (sizes[i] * share) - taken[i]).ThenBy(i => i)];
        int missing = total - taken.Sum();
        foreach (int i in byRemainder)
        {
            if (missing > 0 && taken[i] < sizes[i] - 1)
            {
                taken[i]++;
                missing--;
            }
        }

        return taken;
    }

    private static int[] Sorted(IEnumerable<int> rows) => [.. rows.Order()];
}
