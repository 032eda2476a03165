using System.Runtime.InteropServices;

namespace MlOpsDashboard.Core.Datasets.Profiling;

/// <summary>Compares tables whose rows have no names: how often each row comes on either side.</summary>
internal static class MultisetDiff
{
    /// <summary>Compares part by part of the rows' hashes.</summary>
    internal static void Run(DiffSide before, DiffSide after, SharedColumns columns, RowDiff diff, CancellationToken cancellationToken)
    {
        ulong parts = RowDiff.Parts(before, after);
        for (ulong part = 0; part < parts; part++)
        {
            RunPart(before, after, columns, diff, hash => hash % parts == part, cancellationToken);
        }
    }

    private static void RunPart(
        DiffSide before, DiffSide after, SharedColumns columns, RowDiff diff, Func<ulong, bool> isMine, CancellationToken cancellationToken)
    {
        var left = new Dictionary<ulong, int>();
        before.Visit(
            row =>
            {
                ulong hash = SharedColumns.Hash(row, columns.Before);
                if (isMine(hash))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(left, hash, out _)++;
                }
            },
            cancellationToken);
        after.Visit(
            row =>
            {
                ulong hash = SharedColumns.Hash(row, columns.After);
                if (!isMine(hash))
                {
                    return;
                }

                if (left.TryGetValue(hash, out int count) && count > 0)
                {
                    left[hash] = count - 1;
                    diff.Unchanged++;
                    return;
                }

                diff.Added++;
                if (diff.Wants(DiffKind.Added))
                {
                    diff.Add(new DiffRow(DiffKind.Added, null, SharedColumns.Texts(row, columns.After)));
                }
            },
            cancellationToken);
        long removed = left.Values.Sum(count => (long)count);
        diff.Removed += removed;
        if (removed > 0 && diff.Wants(DiffKind.Removed))
        {
            ShowRemoved(before, columns, diff, left, cancellationToken);
        }
    }

    private static void ShowRemoved(
        DiffSide before, SharedColumns columns, RowDiff diff, Dictionary<ulong, int> left, CancellationToken cancellationToken) => before.Visit(
        row =>
        {
            ulong hash = SharedColumns.Hash(row, columns.Before);
            if (left.TryGetValue(hash, out int count) && count > 0 && diff.Wants(DiffKind.Removed))
            {
                left[hash] = count - 1;
                diff.Add(new DiffRow(DiffKind.Removed, SharedColumns.Texts(row, columns.Before), null));
            }
        },
        cancellationToken);
}
