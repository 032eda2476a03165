namespace MlOpsDashboard.Components.Pages.Approvals;

/// <summary>The addresses of the page.</summary>
public static class ApprovalLinks
{
    /// <summary>One request.</summary>
    /// <param name="id">Its identifier.</param>
    public static string Of(string id) => $"approvals?id={Uri.EscapeDataString(id)}";
}
