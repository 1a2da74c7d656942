using System.Reflection;

namespace StudioScheduler.Tests.Architecture;

/// <summary>Fence: Google.OrTools is the engine's own affair: no other project names it, and no public member of the engine shows it.</summary>
internal static class SolverFence
{
    private const string Solver = "Google.";

    /// <param name="files">Sources of the projects; those of the engine may name it.</param>
    public static IEnumerable<string> Breaches(IEnumerable<SourceFile> files) =>
        from file in files
        where !file.Path.StartsWith("src/StudioScheduler.Engine/", StringComparison.Ordinal) && file.Text.Contains(Solver + "OrTools", StringComparison.Ordinal)
        select $"{file.Path} names {Solver}OrTools. Maybe the engine should answer in words of the domain?";

    /// <param name="types">Public types of the engine, with whatever they show.</param>
    public static IEnumerable<string> Leaks(IEnumerable<Type> types) =>
        from type in types
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        let shown = Shown(member).SelectMany(WithArguments).FirstOrDefault(shown => shown.FullName?.StartsWith(Solver, StringComparison.Ordinal) == true)
        where shown is not null
        select $"{type.FullName}.{member.Name} shows {shown.FullName}. Maybe the engine should answer in words of the domain?";

    private static IEnumerable<Type> Shown(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static IEnumerable<Type> WithArguments(Type type) =>
        type.IsGenericType ? [type, .. type.GetGenericArguments().SelectMany(WithArguments)] : type.HasElementType ? WithArguments(type.GetElementType()!) : [type];
}
