using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Api.Registry;

/// <summary>What somebody said about a version.</summary>
internal sealed record CommentReply(string Author, DateTimeOffset At, string Text)
{
    /// <summary>What the REST interface says of a comment.</summary>
    public static CommentReply Of(ModelComment comment) => new(comment.Author, comment.At, comment.Text);
}
