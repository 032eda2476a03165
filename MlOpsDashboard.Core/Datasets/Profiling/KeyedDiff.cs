using System.Runtime.InteropServices;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Compares tables whose rows are named by a key.</summary>
internal static class KeyedDiff
{
    /// <summary>Compares part by part of the keys' hashes, then looks at some rows of each kind.</summary>
    /// <exception cref="InvalidException">A key comes twice.</exception>
    internal static void Run(DiffSide before, DiffSide after, SharedColumns columns, RowDiff diff, CancellationToken cancellationToken)
    {
        ulong parts = RowDiff.Parts(before, after);
        var removed = new HashSet<ulong>();
        var changed = new Dictionary<ulong, string[]?>();
        for (ulong part = 0; part < parts; part++)
        {
            Dictionary<ulong, State> states = ReadBefore(before, columns, hash => hash % parts == part, cancellationToken);
            CompareAfter(after, columns, diff, states, changed, hash => hash % parts == part, cancellationToken);
            foreach ((ulong key, State state) in states)
            {
                if (!state.IsSeen)
                {
                    diff.Removed++;
                    _ = removed.Count < RowDiff.MostExamples && removed.Add(key);
                }
            }
        }

        Show(before, after, columns, diff, removed, changed, cancellationToken);
    }

    private static Dictionary<ulong, State> ReadBefore(
        DiffSide before, SharedColumns columns, Func<ulong, bool> isMine, CancellationToken cancellationToken)
    {
        var states = new Dictionary<ulong, State>();
        before.Visit(
            row =>
            {
                ulong key = SharedColumns.Hash(row, columns.KeyBefore);
                if (isMine(key) && !states.TryAdd(key, new State(SharedColumns.Hash(row, columns.Before), false)))
                {
                    throw Twice(row, columns.KeyBefore, before.Version);
                }
            },
            cancellationToken);
        return states;
    }

    private static void CompareAfter(
        DiffSide after,
        SharedColumns columns,
        RowDiff diff,
        Dictionary<ulong, State> states,
        Dictionary<ulong, string[]?> changed,
        Func<ulong, bool> isMine,
        CancellationToken cancellationToken) => after.Visit(
        row =>
        {
            ulong key = SharedColumns.Hash(row, columns.KeyAfter);
            if (!isMine(key))
            {
                return;
            }

            ref State state = ref CollectionsMarshal.GetValueRefOrAddDefault(states, key, out bool exists);
            if (!exists)
            {
                diff.Added++;
                state = new State(0, true);
                if (diff.Wants(DiffKind.Added))
                {
                    diff.Add(new DiffRow(DiffKind.Added, null, SharedColumns.Texts(row, columns.After)));
                }

                return;
            }

            if (state.IsSeen)
            {
                throw Twice(row, columns.KeyAfter, after.Version);
            }

            state = state with { IsSeen = true };
            if (state.Row == SharedColumns.Hash(row, columns.After))
            {
                diff.Unchanged++;
                return;
            }

            diff.Changed++;
            if (changed.Count < RowDiff.MostExamined)
            {
                changed[key] = null;
            }
        },
        cancellationToken);

    private static void Show(
        DiffSide before,
        DiffSide after,
        SharedColumns columns,
        RowDiff diff,
        HashSet<ulong> removed,
        Dictionary<ulong, string[]?> changed,
        CancellationToken cancellationToken)
    {
        if (removed.Count == 0 && changed.Count == 0)
        {
            return;
        }

        before.Visit(
            row =>
            {
                ulong key = SharedColumns.Hash(row, columns.KeyBefore);
                if (removed.Contains(key))
                {
                    diff.Add(new DiffRow(DiffKind.Removed, SharedColumns.Texts(row, columns.Before), null));
                }
                else if (changed.ContainsKey(key))
                {
                    changed[key] = SharedColumns.Texts(row, columns.Before);
                }
            },
            cancellationToken);
        after.Visit(
            row =>
            {
                if (changed.GetValueOrDefault(SharedColumns.Hash(row, columns.KeyAfter)) is { } old)
                {
                    diff.Examine(old, SharedColumns.Texts(row, columns.After));
                }
            },
            cancellationToken);
    }

    private static InvalidException Twice(CsvReader row, int[] places, int version) => new(
        "key", $"The key does not name rows: '{string.Join("', '", SharedColumns.Texts(row, places))}' comes more than once in version {version}, the second time on line {row.Line}.");

    private record struct State(ulong Row, bool IsSeen);
}
