using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MlOpsDashboard.Core;

namespace MlOpsDashboard.Tests.Web.Access;

/// <summary>Finds the methods of the core that change something, and those that the web program calls.</summary>
internal static class ServiceDoors
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
    private static readonly Assembly s_core = typeof(Actor).Assembly;

    /// <summary>Every method of a class of the core that asks who acts, by type and name; overloads stand together.</summary>
    public static Dictionary<string, MethodInfo[]> Asking() => s_core.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type != typeof(Actor) && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)))
        .SelectMany(type => type.GetMethods(Declared))
        .Where(method => !method.IsPrivate && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)))
        .GroupBy(Name)
        .ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>
    /// The asynchronous methods of the core that pages, endpoints and the hub call: whatever changes stored things is among them, since
    /// only the core knows the database.
    /// </summary>
    public static Dictionary<string, MethodInfo[]> Called()
    {
        using var file = new PEReader(File.OpenRead(typeof(MlOpsDashboard.Access.AccessPolicies).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        return metadata.MemberReferences
            .Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => (Type: TypeOf(metadata, (TypeReferenceHandle)member.Parent), Name: metadata.GetString(member.Name)))
            .Distinct()
            .SelectMany(member => member.Type?.GetMethods().Where(method => method.Name == member.Name && IsAsynchronous(method)) ?? [])
            .GroupBy(Name)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>Whether a method asks who acts.</summary>
    public static bool Asks(MethodInfo method) => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor));

    private static Type? TypeOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        TypeReference type = metadata.GetTypeReference(handle);
        return s_core.GetType($"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}");
    }

    private static bool IsAsynchronous(MethodInfo method) =>
        typeof(Task).IsAssignableFrom(method.ReturnType)
        || method.ReturnType == typeof(ValueTask)
        || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
