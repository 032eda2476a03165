using Microsoft.AspNetCore.Components;

namespace MlOpsDashboard.Components.Tables;

/// <summary>Rows of a list that stand below a head of their own.</summary>
/// <param name="Key">What tells it from the others.</param>
/// <param name="Title">What its rows have in common.</param>
/// <param name="Note">What else there is to say.</param>
/// <param name="IsOpen">Whether its rows are shown.</param>
public sealed record TableGroup(string Key, string Title, RenderFragment Note, bool IsOpen);
