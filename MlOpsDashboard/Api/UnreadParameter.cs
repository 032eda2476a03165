using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using MlOpsDashboard.Core.Storage;

namespace MlOpsDashboard.Api;

/// <summary>
/// Names the parameter of an address that could not be read. The endpoints that are generated when the program is built refuse such a
/// value with a bare 400 where the parameter may be left out.
/// </summary>
internal static class UnreadParameter
{
    /// <summary>The problem of a request that was refused with a status alone: with the first parameter whose value is not of its type, where there is one.</summary>
    public static ProblemDetails Describe(HttpContext context)
    {
        int status = context.Response.StatusCode;
        return status == StatusCodes.Status400BadRequest && Find(context) is { } found
            ? ProblemMapping.MakeUnread(found.Name, found.Value)
            : ProblemMapping.Make(status);
    }

    private static (string Name, string Value)? Find(HttpContext context)
    {
        foreach (IParameterBindingMetadata parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            // The metadata has the name in the code, the address the name that it is given everywhere.
            string? value = context.Request.RouteValues.TryGetValue(parameter.Name, out object? part) ? part?.ToString()
                : context.Request.Query[SnakeCase.Name(parameter.Name)];
            if (parameter.HasTryParse && !string.IsNullOrEmpty(value) && !Reads(parameter.ParameterInfo.ParameterType, value))
            {
                return (parameter.Name, value);
            }
        }

        return null;
    }

    private static bool Reads(Type type, string value) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var whole when whole == typeof(int) => int.TryParse(value, CultureInfo.InvariantCulture, out _),
        var whole when whole == typeof(long) => long.TryParse(value, CultureInfo.InvariantCulture, out _),
        var number when number == typeof(double) => double.TryParse(value, CultureInfo.InvariantCulture, out _),
        var flag when flag == typeof(bool) => bool.TryParse(value, out _),
        var time when time == typeof(DateTimeOffset) => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        _ => true,
    };
}
