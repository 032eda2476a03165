using System.Text.Json;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Turns the names of the code into those of the database and the REST contract.</summary>
public static class SnakeCase
{
    /// <summary><c>CreatedAt</c> becomes <c>created_at</c>.</summary>
    public static string Name(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
