using System.Reflection;
using Xunit;

namespace MlOpsDashboard.Tests.Architecture;

public sealed class TypeShapeTests
{
    private static readonly Assembly[] s_product = [typeof(MlOpsDashboard.Core.Ids).Assembly, typeof(Program).Assembly];

    /// <summary>Made by the Razor compiler out of markup alone, or by the one of C# for the top-level statements.</summary>
    private static readonly string[] s_generated = ["App", "Routes", "_Imports", "Program"];

    [Fact]
    public void Public_class_is_sealed_unless_another_one_derives_from_it()
    {
        var types = s_product.SelectMany(assembly => assembly.GetTypes()).ToArray();
        var bases = types.Select(type => Definition(type.BaseType)).ToHashSet();

        var faults = from type in types
                     where type is { IsClass: true, IsVisible: true, IsAbstract: false, IsSealed: false }
                         && !s_generated.Contains(type.Name) && !bases.Contains(type)
                     select type.FullName;

        Faults.None(faults);
    }

    [Fact]
    public void Cancellation_token_is_the_last_parameter()
    {
        // One that must be given cannot stand behind those that may be left out.
        var faults = from method in Methods()
                     let parameters = method.GetParameters()
                     let at = Array.FindIndex(parameters, parameter => parameter.ParameterType == typeof(CancellationToken))
                     where at >= 0 && parameters[(at + 1)..].Any(parameter => !parameter.IsOptional)
                     select Name(method);

        Faults.None(faults);
    }

    [Fact]
    public void Asynchronous_method_of_the_core_takes_a_cancellation_token()
    {
        var faults = from method in Methods()
                     where method.DeclaringType!.Assembly == s_product[0] && IsAsynchronous(method.ReturnType)
                         && method.Name != nameof(IAsyncDisposable.DisposeAsync) && !IsForeign(method)
                         && method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken))
                     select Name(method);

        Faults.None(faults);
    }

    private static IEnumerable<MethodInfo> Methods() => s_product.SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => !typeof(Delegate).IsAssignableFrom(type))
        .SelectMany(type => type.GetMethods(
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => !method.IsSpecialName);

    /// <summary>Whether someone else's base class or interface has fixed the parameters.</summary>
    private static bool IsForeign(MethodInfo method)
    {
        if (!s_product.Contains(method.GetBaseDefinition().DeclaringType!.Assembly))
        {
            return true;
        }

        var type = method.DeclaringType!;
        return !type.IsInterface && type.GetInterfaces().Where(contract => !s_product.Contains(contract.Assembly))
            .SelectMany(contract => type.GetInterfaceMap(contract).TargetMethods).Contains(method);
    }

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || Definition(type) is { } open && (open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>));

    private static Type? Definition(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;

    private static string Name(MethodInfo method) => $"{method.DeclaringType}.{method.Name}";
}
