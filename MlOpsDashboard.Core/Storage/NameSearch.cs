using System.Linq.Expressions;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Finds rows by a part of a name, in any letter case, on both databases.</summary>
internal static class NameSearch
{
    /// <summary>The rows whose text has the words in it; all of them where there are no words.</summary>
    /// <typeparam name="T">The kind of row.</typeparam>
    /// <param name="rows">The rows.</param>
    /// <param name="text">The text of a row.</param>
    /// <param name="words">What it must have in it; null or blank for all.</param>
    public static IQueryable<T> Containing<T>(this IQueryable<T> rows, Expression<Func<T, string>> text, string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            return rows;
        }

        // A NUL cannot be stored, so nothing has it, and PostgreSQL refuses it as a parameter.
        string wanted = words.Replace("\0", "\uFFFF", StringComparison.Ordinal).Trim().ToLowerInvariant();
        Expression<Func<string>> parameter = () => wanted;
        Expression lowered = Expression.Call(text.Body, nameof(string.ToLower), Type.EmptyTypes);
        Expression contains = Expression.Call(lowered, nameof(string.Contains), Type.EmptyTypes, parameter.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(contains, text.Parameters));
    }
}
