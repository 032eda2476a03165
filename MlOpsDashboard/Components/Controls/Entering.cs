namespace MlOpsDashboard.Components.Controls;

/// <summary>Who wants to know that something was chosen in a form: of a field that is left the browser tells by itself.</summary>
/// <param name="tell">Told.</param>
public sealed class Entering(Func<Task> tell)
{
    /// <summary>Something was chosen.</summary>
    public Task TellAsync() => tell();
}
