using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>One entry of the history: what happened to which version, from which stage to which, who did it, when and why, and by which approval.</summary>
internal sealed record StageEventReply(
    string ModelId, StageEventKind Kind, ModelStage? FromStage, ModelStage? ToStage, DateTimeOffset At, string By, string? Comment, string? ApprovalId, string? Alias)
{
    /// <summary>What the REST interface says of an event.</summary>
    public static StageEventReply Of(StageEvent entry) =>
        new($"{entry.Name}:{entry.Version}", entry.Kind, entry.FromStage, entry.ToStage, entry.At, entry.Actor, entry.Comment, entry.ApprovalId, entry.Alias);
}
