import caunoi.foundation.db.base
import django.db.models.deletion
import uuid
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='lần thứ')),
                ('what', models.CharField(max_length=300, verbose_name='nội dung')),
                ('written_at', models.DateTimeField(verbose_name='ghi lúc')),
            ],
            options={
                'verbose_name': 'lần cập nhật danh mục',
                'verbose_name_plural': 'lần cập nhật danh mục',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='LegalAct',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=80, unique=True, verbose_name='số, ký hiệu')),
                ('title', models.CharField(max_length=500, verbose_name='trích yếu')),
                ('issuer', models.CharField(blank=True, max_length=200, verbose_name='cơ quan ban hành')),
                ('issued_on', models.DateField(null=True, verbose_name='ngày ban hành')),
                ('effective_on', models.DateField(null=True, verbose_name='ngày có hiệu lực')),
                ('confidence', models.CharField(choices=[('high', 'theo lời văn bản'), ('medium', 'theo nguồn thứ cấp'), ('derived', 'suy ra từ dữ liệu'), ('low', 'chưa chắc, cần đối chiếu'), ('unknown', 'chưa biết')], max_length=20, verbose_name='độ tin cậy')),
                ('note', models.CharField(blank=True, max_length=1000, verbose_name='ghi chú')),
            ],
            options={
                'verbose_name': 'văn bản pháp lý',
                'verbose_name_plural': 'văn bản pháp lý',
                'ordering': ['effective_on', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('slug', models.CharField(max_length=120, unique=True, verbose_name='khóa cố định')),
            ],
            options={
                'verbose_name': 'đơn vị',
                'verbose_name_plural': 'đơn vị',
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField(db_index=True, verbose_name='ngày')),
                ('kind', models.CharField(choices=[('merge', 'nhập thành đơn vị mới'), ('absorb', 'nhập vào đơn vị khác'), ('split', 'tách lập đơn vị mới'), ('part', 'chuyển một phần'), ('rename', 'đổi tên'), ('retype', 'đổi loại'), ('reparent', 'chuyển đơn vị cấp trên'), ('abolish', 'chấm dứt, không có đơn vị kế thừa'), ('unknown', 'chưa biết')], max_length=20, verbose_name='cách')),
                ('share', models.CharField(choices=[('whole', 'toàn bộ'), ('part', 'một phần'), ('unknown', 'chưa biết phần nào')], default='whole', max_length=20, verbose_name='phần chuyển')),
                ('source', models.CharField(max_length=300, verbose_name='nguồn')),
                ('confidence', models.CharField(choices=[('high', 'theo lời văn bản'), ('medium', 'theo nguồn thứ cấp'), ('derived', 'suy ra từ dữ liệu'), ('low', 'chưa chắc, cần đối chiếu'), ('unknown', 'chưa biết')], max_length=20, verbose_name='độ tin cậy')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='ghi chú')),
                ('act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.legalact', verbose_name='văn bản')),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='organisation.unit', verbose_name='đơn vị trước')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='organisation.unit', verbose_name='đơn vị sau')),
            ],
            options={
                'verbose_name': 'kế thừa đơn vị',
                'verbose_name_plural': 'kế thừa đơn vị',
                'ordering': ['on'],
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'on', 'kind'), name='succession_told_once'), models.UniqueConstraint(condition=models.Q(('successor__isnull', True)), fields=('predecessor', 'on', 'kind'), name='succession_to_nobody_told_once')],
            },
        ),
        migrations.CreateModel(
            name='Coverage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='hết hiệu lực từ ngày')),
                ('start_known', models.BooleanField(default=True, verbose_name='biết ngày bắt đầu')),
                ('completeness', models.CharField(choices=[('complete', 'đầy đủ'), ('partial', 'chưa đầy đủ'), ('unknown', 'chưa có')], max_length=20, verbose_name='mức đầy đủ')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='ghi chú')),
                ('province', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='coverage', to='organisation.unit', verbose_name='tỉnh')),
            ],
            options={
                'verbose_name': 'mức đầy đủ của danh mục',
                'verbose_name_plural': 'mức đầy đủ của danh mục',
                'ordering': ['valid_from'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='organisation_coverage_period_not_empty', violation_error_message='Ngày hết hiệu lực phải sau ngày có hiệu lực.'), caunoi.foundation.db.base.NoOverlap(name='coverage_no_overlap', owner='province', violation_error_message='Khoảng thời gian chồng lên một khoảng đã có; hãy kết thúc khoảng cũ trước.')],
            },
        ),
        migrations.CreateModel(
            name='UnitVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('valid_from', models.DateField(verbose_name='có hiệu lực từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='hết hiệu lực từ ngày')),
                ('start_known', models.BooleanField(default=True, verbose_name='biết ngày bắt đầu')),
                ('code', models.CharField(blank=True, db_index=True, max_length=10, verbose_name='mã')),
                ('name', models.CharField(max_length=120, verbose_name='tên')),
                ('search_key', models.CharField(db_index=True, max_length=120, verbose_name='khóa tìm')),
                ('sort_key', models.CharField(db_index=True, max_length=400, verbose_name='khóa xếp')),
                ('type', models.CharField(choices=[('province', 'tỉnh'), ('city', 'thành phố'), ('town', 'thị xã'), ('district', 'huyện'), ('commune', 'xã'), ('ward', 'phường'), ('township', 'thị trấn'), ('village', 'thôn'), ('neighbourhood', 'tổ dân phố')], max_length=20, verbose_name='loại')),
                ('area', models.CharField(blank=True, choices=[('dong_bang', 'đồng bằng'), ('mien_nui', 'miền núi'), ('vung_cao', 'vùng cao')], max_length=20, verbose_name='vùng')),
                ('area_confidence', models.CharField(blank=True, choices=[('high', 'theo lời văn bản'), ('medium', 'theo nguồn thứ cấp'), ('derived', 'suy ra từ dữ liệu'), ('low', 'chưa chắc, cần đối chiếu'), ('unknown', 'chưa biết')], max_length=20, verbose_name='độ tin cậy của vùng')),
                ('latitude', models.FloatField(blank=True, null=True, verbose_name='vĩ độ')),
                ('longitude', models.FloatField(blank=True, null=True, verbose_name='kinh độ')),
                ('area_km2', models.FloatField(blank=True, null=True, verbose_name='diện tích (km²)')),
                ('place_confidence', models.CharField(blank=True, choices=[('high', 'theo lời văn bản'), ('medium', 'theo nguồn thứ cấp'), ('derived', 'suy ra từ dữ liệu'), ('low', 'chưa chắc, cần đối chiếu'), ('unknown', 'chưa biết')], max_length=20, verbose_name='độ tin cậy của vị trí')),
                ('source', models.CharField(max_length=300, verbose_name='nguồn')),
                ('confidence', models.CharField(choices=[('high', 'theo lời văn bản'), ('medium', 'theo nguồn thứ cấp'), ('derived', 'suy ra từ dữ liệu'), ('low', 'chưa chắc, cần đối chiếu'), ('unknown', 'chưa biết')], max_length=20, verbose_name='độ tin cậy')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='ghi chú')),
                ('act', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='organisation.legalact', verbose_name='văn bản')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_versions', to='organisation.unit', verbose_name='đơn vị trên')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='organisation.unit', verbose_name='đơn vị')),
            ],
            options={
                'verbose_name': 'phiên bản đơn vị',
                'verbose_name_plural': 'phiên bản đơn vị',
                'ordering': ['valid_from'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='organisation_unitversion_period_not_empty', violation_error_message='Ngày hết hiệu lực phải sau ngày có hiệu lực.'), caunoi.foundation.db.base.NoOverlap(name='unit_version_no_overlap', owner='unit', violation_error_message='Khoảng thời gian chồng lên một khoảng đã có; hãy kết thúc khoảng cũ trước.')],
            },
        ),
    ]
