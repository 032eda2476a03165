using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>Keeps sketches in the database.</summary>
internal sealed class SketchStore(IDbContextFactory<MlOpsDbContext> contexts)
{
    /// <summary>Stores sketches, in place of what was stored of them before; all or none.</summary>
    public async Task SaveAsync(IReadOnlyList<StoredSketch> sketches, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        string[] ids = [.. sketches.Select(sketch => sketch.Id)];
        List<string> known = await context.Set<StoredSketch>().Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToListAsync(cancellationToken);
        foreach (StoredSketch sketch in sketches)
        {
            context.Entry(sketch).State = known.Contains(sketch.Id) ? EntityState.Modified : EntityState.Added;
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The latest stretches of a version that began in a range of time, the newest first: so many that they hold so many rows, where there are.</summary>
    public async Task<IReadOnlyList<SketchSlice>> ListAsync(
        string model, int version, DateTimeOffset from, DateTimeOffset to, long rows, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        var slices = new List<SketchSlice>();
        long held = 0;
        await foreach (SketchSlice slice in context.Set<StoredSketch>().AsNoTracking()
            .Where(row => row.ModelName == model && row.ModelVersion == version && row.FirstAt >= from && row.FirstAt < to)
            .OrderByDescending(row => row.FirstAt).ThenByDescending(row => row.Id)
            .Select(row => new SketchSlice(row.Id, row.FirstAt, row.LastAt, row.Rows)).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            slices.Add(slice);
            held += slice.Rows;
            if (held >= rows)
            {
                break;
            }
        }

        return slices;
    }

    /// <summary>Adds stretches to a sketch, one after the other, so that no more than one is in memory.</summary>
    public async Task MergeAsync(IReadOnlyList<SketchSlice> slices, RowSketch into, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (SketchSlice slice in slices)
        {
            byte[]? sketch = await context.Set<StoredSketch>().AsNoTracking().Where(row => row.Id == slice.Id).Select(row => row.Sketch)
                .SingleOrDefaultAsync(cancellationToken);

            // One that was removed meanwhile was too old.
            if (sketch is not null)
            {
                into.Merge(sketch);
            }
        }
    }

    /// <summary>Removes what ended before a moment.</summary>
    public async Task RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using MlOpsDbContext context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Set<StoredSketch>().Where(row => row.LastAt < before).ExecuteDeleteAsync(cancellationToken);
    }
}
