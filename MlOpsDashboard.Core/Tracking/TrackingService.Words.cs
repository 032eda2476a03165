using Microsoft.EntityFrameworkCore;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Core.Tracking;

/// <summary>What people write about a run: it stays open after the end, too.</summary>
public sealed partial class TrackingService
{
    private static readonly IReadOnlyDictionary<string, string?> s_noTags = new Dictionary<string, string?>();

    /// <summary>Sets tags, over earlier ones of the same keys. Allowed after the end, too.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="tags">Value by key.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SetTagsAsync(string runId, IReadOnlyDictionary<string, string> tags, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(tags);
        return DescribeAsync(runId, null, null, tags.ToDictionary(tag => tag.Key, string? (tag) => tag.Value, StringComparer.Ordinal), actor, cancellationToken);
    }

    /// <summary>Removes a tag. Allowed after the end, too.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="key">The tag's key.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NotFoundException">The run has no such tag.</exception>
    public Task DeleteTagAsync(string runId, string key, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        return DescribeAsync(runId, null, null, new Dictionary<string, string?>(StringComparer.Ordinal) { [key] = null }, actor, cancellationToken);
    }

    /// <summary>Changes what people write about a run. Allowed after the end, too.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="name">The new name; null leaves it.</param>
    /// <param name="notes">The new notes; null leaves them.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task DescribeAsync(string runId, string? name, string? notes, Actor actor, CancellationToken cancellationToken) =>
        DescribeAsync(runId, name, notes, s_noTags, actor, cancellationToken);

    /// <summary>Changes name, notes and tags together: all of it or, when something is at fault, nothing. Allowed after the end, too.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="name">The new name; null leaves it.</param>
    /// <param name="notes">The new notes; null leaves them.</param>
    /// <param name="tags">Value by key, over earlier ones; null removes the tag.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidException">A field is at fault; it is named.</exception>
    /// <exception cref="NotFoundException">There is no such run, or it has no tag that is to be removed.</exception>
    public async Task DescribeAsync(
        string runId, string? name, string? notes, IReadOnlyDictionary<string, string?> tags, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(UserRole.DataScientist);
        ArgumentNullException.ThrowIfNull(tags);
        _ = name is null ? null : TrackingNames.CheckName(name, "name");
        _ = notes is null ? null : TrackingNames.CheckValue(notes, TrackingNames.MaxNotes, "notes");
        RunInput.CheckTags(tags.Where(tag => tag.Value is not null).ToDictionary(tag => tag.Key, tag => tag.Value!, StringComparer.Ordinal));
        await WriteAsync(runId, onlyRunning: false, async (context, run) =>
        {
            run.Name = name ?? run.Name;
            run.Notes = notes ?? run.Notes;
            await WriteTagsAsync(context, runId, tags, cancellationToken);
        }, cancellationToken);
    }

    private static async Task WriteTagsAsync(
        MlOpsDbContext context, string runId, IReadOnlyDictionary<string, string?> tags, CancellationToken cancellationToken)
    {
        string[] keys = [.. tags.Keys];
        Dictionary<string, RunTag> present = keys.Length == 0 ? [] : await context.Set<RunTag>()
            .Where(t => t.RunId == runId && keys.Contains(t.Key))
            .ToDictionaryAsync(t => t.Key, StringComparer.Ordinal, cancellationToken);
        foreach ((string key, string? value) in tags)
        {
            RunTag? tag = present.GetValueOrDefault(key);
            if (value is null)
            {
                context.Remove(tag ?? throw new NotFoundException($"Run {runId} has no tag {key}."));
            }
            else if (tag is null)
            {
                context.Add(new RunTag { RunId = runId, Key = key, Value = value });
            }
            else
            {
                tag.Value = value;
            }
        }
    }
}
