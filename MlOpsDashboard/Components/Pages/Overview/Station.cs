namespace MlOpsDashboard.Components.Pages.Overview;

/// <summary>One of the four stations that a model passes, with how things stand there.</summary>
/// <param name="Name">The station.</param>
/// <param name="Icon">A picture, by a name of <see cref="Controls.AppIcons"/>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Text">How things stand, or what this step is about.</param>
/// <param name="Action">What can be done there.</param>
/// <param name="Address">The page where it is done.</param>
/// <param name="Progress">Whether the step is behind, next or ahead.</param>
public sealed record Station(
    string Name, string Icon, int Count, string Unit, string Text, string Action, string Address, StationProgress Progress);
