using System.Reflection;

namespace StudioScheduler.Tests.Contracts;

/// <summary>Everything public of an assembly, a line each, in order: what other programs are built on.</summary>
internal static class PublicSurface
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<string> Of(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            yield return $"{Kind(type)} {type.FullName}";
            if (type.IsEnum)
            {
                foreach (var name in Enum.GetNames(type))
                {
                    yield return $"  {name}";
                }

                continue;
            }

            foreach (var line in type.GetMembers(Own).Where(m => !IsMade(m)).Select(Line).Order(StringComparer.Ordinal))
            {
                yield return $"  {line}";
            }
        }
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ when type.GetMethod("<Clone>$") is not null => "record",
        { IsAbstract: true, IsSealed: true } => "static class",
        _ => "class",
    };

    // What the compiler makes of properties, events and records says nothing new.
    private static bool IsMade(MemberInfo member) => member switch
    {
        MethodInfo method => method.IsSpecialName || method.Name is "ToString" or "GetHashCode" or "Equals" or "<Clone>$" or "Deconstruct",
        _ => false,
    };

    private static string Line(MemberInfo member) => member switch
    {
        PropertyInfo property => $"{Name(property.PropertyType)}{(IsNullable(property) ? "?" : "")} {property.Name}{(property.SetMethod is { IsPublic: true } ? "" : " (get)")}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}{(field.IsLiteral ? $" = {field.GetRawConstantValue()}" : "")}",
        EventInfo @event => $"event {Name(@event.EventHandlerType!)} {@event.Name}",
        MethodInfo method => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        _ => member.ToString()!,
    };

    private static bool IsNullable(PropertyInfo property) =>
        !property.PropertyType.IsValueType && Nullability.Create(property).ReadState == NullabilityState.Nullable;

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = default" : "")}"));

    private static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? Name(inner) + "?"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
