namespace Monitor.Config;

/// <summary>
/// Says of a type that it holds the options of a section of the settings, which its constant <c>Section</c> names. Said of the assembly, so that a
/// start finds them without looking at all types.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class SettingsSectionAttribute(Type options) : Attribute
{
    public Type Options { get; } = options;
}
