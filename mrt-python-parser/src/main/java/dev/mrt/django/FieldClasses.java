// SPDX-FileCopyrightText: 2026 the mrt authors
// SPDX-License-Identifier: Apache-2.0
package dev.mrt.django;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The classes of fields that Django and packages that many projects use bring along. */
final class FieldClasses {

    /** Many-to-many relations of the package {@code sortedm2m}, which have a column for the order. */
    static final String SORTED = "SortedManyToManyField";

    private static final Map<String, FieldClass> DJANGO = new HashMap<>();
    private static final Map<String, FieldClass> PACKAGES = new HashMap<>();

    static {
        for (String plain : new String[] {
            "AutoField",
            "BigAutoField",
            "SmallAutoField",
            "BinaryField",
            "BooleanField",
            "DateField",
            "DateTimeField",
            "DecimalField",
            "DurationField",
            "FloatField",
            "IntegerField",
            "BigIntegerField",
            "SmallIntegerField",
            "IPAddressField",
            "GenericIPAddressField",
            "JSONField",
            "PositiveBigIntegerField",
            "PositiveIntegerField",
            "PositiveSmallIntegerField",
            "TextField",
            "TimeField",
            "UUIDField",
            "HStoreField",
            "CITextField",
            "IntegerRangeField",
            "BigIntegerRangeField",
            "DecimalRangeField",
            "FloatRangeField",
            "DateTimeRangeField",
            "DateRangeField",
            "SearchVectorField",
            "SearchQueryField"
        }) {
            DJANGO.put(plain, FieldClass.plain(plain));
        }
        DJANGO.put("CharField", FieldClass.characters("CharField", 0));
        DJANGO.put("CommaSeparatedIntegerField", FieldClass.characters("CharField", 0));
        DJANGO.put("EmailField", FieldClass.characters("CharField", 254));
        DJANGO.put("URLField", FieldClass.characters("CharField", 200));
        DJANGO.put("SlugField", FieldClass.characters("SlugField", 50).withIndex());
        DJANGO.put("FileField", FieldClass.characters("FileField", 100));
        DJANGO.put("ImageField", FieldClass.characters("FileField", 100));
        DJANGO.put("FilePathField", FieldClass.characters("FilePathField", 100));
        DJANGO.put("NullBooleanField", FieldClass.plain("BooleanField").withNull());
        DJANGO.put("OrderWrt", FieldClass.plain("IntegerField"));
        DJANGO.put("CICharField", FieldClass.plain("CICharField"));
        DJANGO.put("CIEmailField", FieldClass.plain("CIEmailField"));
        DJANGO.put("ArrayField", FieldClass.plain("ArrayField"));
        DJANGO.put("GeneratedField", FieldClass.plain("GeneratedField"));
        DJANGO.put("ForeignKey", FieldClass.relation(Relation.Kind.FOREIGN_KEY));
        DJANGO.put("OneToOneField", FieldClass.relation(Relation.Kind.ONE_TO_ONE));
        DJANGO.put("ManyToManyField", FieldClass.relation(Relation.Kind.MANY_TO_MANY));
        DJANGO.put("ForeignObject", FieldClass.VIRTUAL);
        DJANGO.put("CompositePrimaryKey", FieldClass.VIRTUAL);
        DJANGO.put("GenericForeignKey", FieldClass.VIRTUAL);
        DJANGO.put("GenericRelation", FieldClass.VIRTUAL);
        for (String spatial : new String[] {
            "GeometryField",
            "PointField",
            "LineStringField",
            "PolygonField",
            "MultiPointField",
            "MultiLineStringField",
            "MultiPolygonField",
            "GeometryCollectionField",
            "RasterField"
        }) {
            DJANGO.put(spatial, FieldClass.plain(spatial));
        }

        FieldClass foreignKey = django("ForeignKey");
        FieldClass oneToOne = django("OneToOneField");
        FieldClass manyToMany = django("ManyToManyField");
        FieldClass text = django("TextField");
        FieldClass json = django("JSONField");
        FieldClass file = django("FileField");
        FieldClass time = django("DateTimeField").withTime();
        named(FieldClass.VIRTUAL, "taggit:TaggableManager", "taggit_autosuggest:TaggableManager");
        named(FieldClass.VIRTUAL, "modelcluster:ClusterTaggableManager");
        named(manyToMany.withInternalType(SORTED), "sortedm2m:SortedManyToManyField");
        named(foreignKey, "mptt:TreeForeignKey", "modelcluster:ParentalKey", "django_currentuser:CurrentUserField");
        named(oneToOne, "mptt:TreeOneToOneField", "annoying:AutoOneToOneField");
        named(manyToMany, "mptt:TreeManyToManyField", "modelcluster:ParentalManyToManyField");
        named(foreignKey.withTarget(ModelKey.of("cms", "Placeholder")), "cms:PlaceholderField");
        named(foreignKey.withTarget(ModelKey.of("cms", "Page")), "cms:PageField");
        named(foreignKey.withTarget(ModelKey.of("filer", "Image")), "filer:FilerImageField");
        named(foreignKey.withTarget(ModelKey.of("filer", "File")), "filer:FilerFileField");
        named(foreignKey.withTarget(ModelKey.of("filer", "Folder")), "filer:FilerFolderField");
        named(time, "model_utils:AutoCreatedField", "model_utils:AutoLastModifiedField", "model_utils:MonitorField");
        named(time, "django_extensions:CreationDateTimeField", "django_extensions:ModificationDateTimeField");
        named(FieldClass.characters("CharField", 100), "model_utils:StatusField");
        named(FieldClass.plain("UUIDField"), "model_utils:UUIDField", "django_extensions:UUIDField");
        named(text, "model_utils:SplitField", "jsonfield:JSONField", "jsonfield:JSONCharField", "jsonfield2:JSONField");
        named(text, "picklefield:PickledObjectField", "recurrence:RecurrenceField", "markdownx:MarkdownxField");
        named(text, "ckeditor:RichTextField", "ckeditor_uploader:RichTextUploadingField", "tinymce:HTMLField");
        named(
                text,
                "wagtail:RichTextField",
                "django_extensions:JSONField",
                "bleach:BleachField",
                "djrichtextfield:RichTextField");
        named(
                json,
                "wagtail:StreamField",
                "django_jsonform:JSONField",
                "jsonb:JSONField",
                "schema_field:JSONSchemedField");
        named(django("SlugField"), "autoslug:AutoSlugField", "django_extensions:AutoSlugField");
        named(
                FieldClass.characters("CharField", 12),
                "django_extensions:ShortUUIDField",
                "django_extensions:RandomCharField");
        named(FieldClass.characters("CharField", 63), "timezone_field:TimeZoneField");
        named(FieldClass.characters("CharField", 128), "phonenumber_field:PhoneNumberField");
        named(FieldClass.characters("CharField", 2), "django_countries:CountryField", "localflavor:USStateField");
        named(FieldClass.characters("CharField", 2), "localflavor:USPostalCodeField");
        named(FieldClass.characters("CharField", 10), "localflavor:USZipCodeField");
        named(FieldClass.characters("CharField", 200), "multiselectfield:MultiSelectField");
        named(FieldClass.characters("CharField", 50), "django_fsm:FSMField");
        named(django("IntegerField"), "django_fsm:FSMIntegerField");
        named(FieldClass.characters("CharField", 25), "colorfield:ColorField");
        named(FieldClass.characters("CharField", 7), "colorful:RGBColorField");
        named(FieldClass.plain("DecimalField"), "djmoney:MoneyField");
        named(FieldClass.characters("CharField", 3), "djmoney:CurrencyField");
        named(file, "sorl:ImageField", "easy_thumbnails:ThumbnailerImageField", "easy_thumbnails:ThumbnailerField");
        named(file, "stdimage:StdImageField", "stdimage:JPEGField", "imagekit:ProcessedImageField");
        named(
                file,
                "versatileimagefield:VersatileImageField",
                "wagtail:WagtailImageField",
                "private_storage:PrivateFileField");
        named(FieldClass.characters("CharField", 20), "versatileimagefield:PPOIField");
        named(FieldClass.plain("BigIntegerField"), "bitfield:BitField");
        named(FieldClass.characters("CharField", 255), "opaque_keys:CourseKeyField", "opaque_keys:UsageKeyField");
        named(FieldClass.typed("inet"), "netfields:InetAddressField", "netbox:IPAddressField", "ipam:IPAddressField");
        named(FieldClass.typed("cidr"), "netfields:CidrAddressField", "ipam:IPNetworkField");
        named(FieldClass.typed("macaddr"), "netfields:MACAddressField", "dcim:MACAddressField");
        named(FieldClass.typed("macaddr8"), "dcim:WWNField");
    }

    private FieldClasses() {}

    private static void named(FieldClass known, String... names) {
        for (String name : names) {
            PACKAGES.put(name, known);
        }
    }

    private static FieldClass django(String name) {
        return Objects.requireNonNull(DJANGO.get(name), name);
    }

    /** The class of that dotted path where Django itself has it, or null. */
    static @Nullable FieldClass ofDjango(String path) {
        return path.startsWith("django.") ? DJANGO.get(name(path)) : null;
    }

    /** The class of that dotted path where it is one of a well-known package, whatever module of it it is in; or null. */
    static @Nullable FieldClass ofPackage(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? null : PACKAGES.get(path.substring(0, dot) + ":" + name(path));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
