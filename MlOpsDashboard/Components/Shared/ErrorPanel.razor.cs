using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Core;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Components.Shared;

/// <summary>Says what went wrong, why, and what to do, in the words that the REST interface uses. Empty without an error.</summary>
public sealed partial class ErrorPanel : ComponentBase
{
    /// <summary>An exception, or a sentence. Null shows nothing.</summary>
    [Parameter, EditorRequired]
    public object? Error { get; set; }

    /// <summary>A way out, for instance a button that tries again.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string Headline => Error switch
    {
        InvalidException => "The input needs a change.",
        NotFoundException => "It does not exist.",
        ForbiddenException => "You may not do that.",
        BusyException => "There is too much to do now.",
        ConflictException or UnavailableException => "That is not possible now.",
        Exception late when ConcurrentChange.Of(late) is not null => "That is not possible now.",
        Exception failure when StorageFault.Of(failure) is { } fault => fault.Kind == StorageFaultKind.Full ? "The disk is full." : "That is not possible now.",
        Exception => "Something went wrong.",
        _ => "It did not work.",
    };

    private IEnumerable<string> Lines => Error switch
    {
        InvalidException invalid => invalid.Errors.SelectMany(e => e.Value),
        NotFoundException or ConflictException or BusyException or UnavailableException or ForbiddenException => [((Exception)Error).Message],
        Exception late when ConcurrentChange.Of(late) is { } changed => [changed],
        Exception failure when StorageFault.Of(failure) is { } fault => [fault.Sentence],
        // Such a message is for developers and may name files: it is in the log, not on the page.
        Exception failure => [$"It is our mistake ({failure.GetType().Name}). Try again; if it comes back, the log has the details."],
        _ => [Error?.ToString() ?? ""],
    };
}
