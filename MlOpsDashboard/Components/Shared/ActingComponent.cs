using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MlOpsDashboard.Access;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Components.Shared;

/// <summary>The base of components that change something in the name of whoever uses them: one change at a time, and what refuses it is told.</summary>
public abstract class ActingComponent : LiveComponent
{
    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = default!;

    /// <summary>True while a change is under way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>What became of the last change, for an <see cref="ErrorPanel"/>: an exception or a sentence; null when it went well.</summary>
    protected object? Error { get; set; }

    /// <summary>The faults of single fields, for their <see cref="FieldMessage"/>; null when there are none.</summary>
    protected InvalidException? Faults => Error as InvalidException;

    /// <summary>Makes a change; nothing happens while another one is under way. What refuses it is <see cref="Error"/> then.</summary>
    /// <param name="change">Makes it for who uses the page.</param>
    protected Task ActAsync(Func<Actor, Task> change) => TryActAsync(change);

    /// <summary>The same, for who goes on only if it was made.</summary>
    /// <param name="change">Makes it for who uses the page.</param>
    /// <returns>Whether it was made.</returns>
    protected async Task<bool> TryActAsync(Func<Actor, Task> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (IsBusy)
        {
            return false;
        }

        (IsBusy, Error) = (true, null);
        StateHasChanged();
        try
        {
            await change((await Authentication.GetAuthenticationStateAsync()).User.AsActor());
            return Error is null;
        }
        // A role may have been taken away while the page was open, and anything else changed by somebody else.
        catch (Exception refusal) when (refusal is InvalidException or NotFoundException or ConflictException or BusyException or ForbiddenException)
        {
            Error = refusal;
            return false;
        }
        finally
        {
            IsBusy = false;
        }
    }
}
