using System.Linq.Expressions;
using System.Reflection;

namespace MlOpsDashboard.Core.Storage;

/// <summary>Asks for the rows that lie behind a known one in the order of a listing, in a way that both databases answer by their indices.</summary>
internal static class Keyset
{
    private static readonly MethodInfo s_compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>The rows whose value lies behind another one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="value">What orders them, unique among them.</param>
    /// <param name="last">The value of the known row.</param>
    /// <param name="descending">Whether the greatest come first.</param>
    public static IQueryable<T> After<T, TValue>(this IQueryable<T> rows, Expression<Func<T, TValue>> value, TValue last, bool descending = false) =>
        rows.Where(Expression.Lambda<Func<T, bool>>(Beyond(value.Body, Parameter(last), descending), value.Parameters));

    /// <summary>The rows whose two values lie behind those of another row; the second counts among rows of the same first one.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="first">What orders them.</param>
    /// <param name="lastFirst">That of the known row.</param>
    /// <param name="second">What orders those that are alike in the first, unique among them.</param>
    /// <param name="lastSecond">That of the known row.</param>
    /// <param name="descending">Whether the greatest come first.</param>
    public static IQueryable<T> After<T, TFirst>(
        this IQueryable<T> rows, Expression<Func<T, TFirst>> first, TFirst lastFirst, Expression<Func<T, string>> second, string lastSecond, bool descending)
    {
        Expression other = new Swap(second.Parameters[0], first.Parameters[0]).Visit(second.Body);
        return rows.Where(Expression.Lambda<Func<T, bool>>(BeyondBoth(first.Body, Parameter(lastFirst), other, Parameter(lastSecond), descending), first.Parameters));
    }

    /// <summary>As above, where the first value may be null: such rows come last in either direction.</summary>
    public static IQueryable<T> AfterNullable<T, TFirst>(
        this IQueryable<T> rows, Expression<Func<T, TFirst>> first, TFirst lastFirst, Expression<Func<T, string>> second, string lastSecond, bool descending)
    {
        Expression other = new Swap(second.Parameters[0], first.Parameters[0]).Visit(second.Body);
        Expression isNull = Expression.Equal(first.Body, Expression.Constant(null, typeof(TFirst)));
        Expression behind = lastFirst is null
            ? Expression.AndAlso(isNull, Beyond(other, Parameter(lastSecond), descending))
            : Expression.OrElse(isNull, BeyondBoth(first.Body, Parameter(lastFirst), other, Parameter(lastSecond), descending));
        return rows.Where(Expression.Lambda<Func<T, bool>>(behind, first.Parameters));
    }

    private static BinaryExpression BeyondBoth(Expression first, Expression lastFirst, Expression second, Expression lastSecond, bool descending) => Expression.OrElse(
        Beyond(first, lastFirst, descending),
        Expression.AndAlso(Expression.Equal(first, lastFirst), Beyond(second, lastSecond, descending)));

    private static BinaryExpression Beyond(Expression value, Expression last, bool descending)
    {
        (value, last) = value.Type == typeof(string) ? (Expression.Call(s_compare, value, last), Expression.Constant(0)) : (value, last);
        return descending ? Expression.LessThan(value, last) : Expression.GreaterThan(value, last);
    }

    // A member of an object becomes a parameter of the statement; a constant would be written into it.
    private static MemberExpression Parameter<TValue>(TValue value) => Expression.Property(Expression.Constant(new Holder<TValue>(value)), nameof(Holder<>.Value));

    private sealed record Holder<TValue>(TValue Value);

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
