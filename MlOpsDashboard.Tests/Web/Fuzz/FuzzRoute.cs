using System.Text.Json;

namespace MlOpsDashboard.Tests.Web.Fuzz;

/// <summary>An address that the program answers at.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The template, with names in braces.</param>
/// <param name="Query">The names of the query's parameters.</param>
/// <param name="Bodies">The content types that a body may have.</param>
/// <param name="Schema">The schema of a JSON body; undefined for none.</param>
/// <param name="IsPage">Whether it is a page for people.</param>
internal sealed record FuzzRoute(string Method, string Path, string[] Query, string[] Bodies, JsonElement Schema, bool IsPage);
