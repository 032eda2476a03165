using MlOpsDashboard.Core.Tracking;

namespace MlOpsDashboard.Api.Tracking;

/// <summary>One named text side by side; null where there is none.</summary>
internal sealed record ComparedTextReply(string Name, IReadOnlyList<string?> Values, bool Differs)
{
    /// <summary>What the REST interface says of a row.</summary>
    public static ComparedTextReply Of(ComparedText row) => new(row.Key, row.Values, row.Differs);
}
